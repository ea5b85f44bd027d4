import { fromTaskId } from '../../../engine/ids.ts';
import type { TaskItem, TaskQuery } from '../../../engine/ports.ts';
import type { Handlers } from '../answer.ts';
import type { Call } from '../call.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { invalidQuery, Refusal } from '../problem.ts';
import type { TaskBody } from './outputs.ts';
import { taskOf, toTask } from './present.ts';

type Query = Call<'listTasks'>['query'];

/** Inboxes. */
export function taskListHandlers(deps: ApiDeps): Handlers<'listTasks'> {
  const { board, staff, definitions } = deps;

  /** Whose inbox is asked for: what these people have, and what waits for these roles. */
  async function whose(
    query: Query,
    actor: string | undefined,
  ): Promise<Pick<TaskQuery, 'people' | 'roles'>> {
    const { team, role, person = team === undefined && role === undefined ? actor : undefined } = query;
    if (person === undefined && team === undefined && role === undefined) {
      throw new Refusal(
        'actor-required',
        'Say whose tasks: a person, a team, a role, or the header Baton-Actor.',
      );
    }
    const one = person === undefined ? undefined : await staff.get(person);
    if (person !== undefined && one === undefined)
      throw invalidQuery('person', 'names nobody who works here');
    const all = [
      ...(one === undefined ? [] : [one]),
      ...(team === undefined ? [] : await staff.ofTeam(team)),
    ];
    const roles = [...all.flatMap((each) => each.roles), ...(role === undefined ? [] : [role])];
    return {
      people: query.taken === 'false' ? [] : [...new Set(all.map(({ id }) => id))],
      roles: query.taken === 'true' ? [] : [...new Set(roles)],
    };
  }

  /** The task as its journal has it; none where the board tells of what was undone by a restore. */
  async function show(items: readonly TaskItem[], now: number): Promise<TaskBody[]> {
    const entries = await deps.entries(items);
    const shown = items.map(async ({ task: id }, at) => {
      const token = fromTaskId(id);
      const entry = entries[at];
      const task = entry && token && taskOf(entry, token);
      return task && entry ? [await toTask(definitions, entry, task, { now, open: true })] : [];
    });
    return (await Promise.all(shown)).flat();
  }

  return {
    async listTasks({ query, actor }) {
      const now = deps.now();
      const { limit, cursor, ...scope } = query;
      const { process, customer, overdue, dueBefore = overdue === undefined ? undefined : now } = query;
      const asked = {
        ...(await whose(query, actor)),
        ...(process === undefined ? {} : { process }),
        ...(customer === undefined ? {} : { customer }),
      };
      const inner = cursor === undefined ? undefined : fromCursor([scope, actor], cursor);
      // Each page of what is overdue is cut at the moment of the first.
      const [before = dueBefore, within] =
        inner === undefined ? [] : (JSON.parse(inner) as [number?, string?]);
      const filter = { ...asked, ...(before == null ? {} : { dueBefore: before }) };
      const page = await board.list(filter, limit, within);
      const onward = page.cursor && toCursor([scope, actor], JSON.stringify([before ?? null, page.cursor]));
      return { status: 200, body: { items: await show(page.items, now), cursor: onward ?? null } };
    },
  };
}
