import { fromTaskId } from '../../../engine/ids.ts';
import type { TaskItem, TaskQuery } from '../../../engine/ports.ts';
import type { Fleet } from '../fleet/fleet.ts';
import { people } from '../fleet/staff.ts';
import type { Ledger } from '../ledger.ts';
import type { Script } from '../processes/script.ts';
import { createDeeds, type DeedsOptions } from './deeds.ts';

const HOUR = 60 * 60_000;

export interface InboxOptions extends Omit<DeedsOptions, 'script' | 'instance'> {
  readonly fleet: Fleet;
  readonly ledger: Ledger;
  readonly scripts: readonly Script[];
  readonly isOver: () => boolean;
}

/** People who look into their inboxes now and then, and do something about what they see: it may be of a moment ago. */
export async function readInboxes(options: InboxOptions): Promise<void> {
  const { fleet, timeline, random, ledger, scripts, isOver } = options;
  const roles = [
    ...new Set(
      scripts.flatMap(({ definition, roles: named = [] }) => [
        ...named,
        ...Object.values(definition.tasks).flatMap(({ role }) => (typeof role === 'string' ? [role] : [])),
      ]),
    ),
  ];
  while (!isOver()) {
    await timeline.pause(random.spread(HOUR, 24 * HOUR));
    const query = { people: [random.pick(people)], roles: roles.filter(() => random.chance(0.6)) };
    const limit = random.whole(1, 20);
    const ran = await fleet.call(async (_, _projection, _process, board) => {
      const items: TaskItem[] = [];
      let cursor: string | undefined;
      do {
        const page = await board.list(query, limit, cursor);
        items.push(...page.items);
        cursor = page.cursor;
      } while (cursor !== undefined);
      return items;
    });
    const items = ran !== 'died' && 'value' in ran ? ran.value : [];
    check(items, query, ledger);
    const [first, ...more] = items;
    if (first === undefined || isOver()) continue;
    const item = random.pick([first, ...more]);
    const { instance, process, state, openedAt, person } = item;
    const script = scripts.find(({ definition }) => definition.process === process);
    const token = fromTaskId(item.task);
    if (script === undefined || token === undefined) continue;
    const task = { revision: token.revision, index: token.index, state, openedAt, assign: 'claim' } as const;
    await createDeeds({ ...options, script, instance }).about([{ ...task, ...(person && { person }) }]);
  }
}

/** Whatever an inbox shows is of whoever asks, or of nobody and a role that was asked for; and is in it once. */
function check(items: readonly TaskItem[], { people: asked, roles }: TaskQuery, ledger: Ledger): void {
  const told = new Set<string>();
  for (const { task, instance, person, role, closedAt } of items) {
    const what = `${task} of ${person ?? role} for ${asked.join()} ${roles.join()}`;
    const fits = person === undefined ? roles.includes(role) : asked.includes(person);
    if (!fits || closedAt !== undefined) ledger.found({ law: 'inbox-contradicts', instance, what });
    if (told.has(task)) ledger.found({ law: 'inbox-repeats', instance, what });
    told.add(task);
  }
}
