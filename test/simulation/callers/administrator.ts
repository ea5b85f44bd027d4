import { type Calendar, WEEKDAYS } from '../../../calendar/calendar.ts';
import { chinaOffice } from '../../../calendar/samples/china.ts';
import { unitedStatesOffice } from '../../../calendar/samples/united-states.ts';
import type { Who } from '../../../engine/entry.ts';
import { BatonError } from '../../../engine/errors.ts';
import { calendarKind } from '../../../records/kinds/calendar.ts';
import { settingsId, settingsKind } from '../../../records/kinds/settings.ts';
import type { RecordKind } from '../../../records/record-kind.ts';
import type { Fleet } from '../fleet/fleet.ts';
import type { Ledger } from '../ledger.ts';
import type { Script } from '../processes/script.ts';
import type { Random } from '../random.ts';
import type { Timeline } from '../timeline.ts';

export interface AdministratorOptions {
  readonly fleet: Pick<Fleet, 'write'>;
  readonly ledger: Ledger;
  readonly timeline: Timeline;
  readonly random: Random;
  readonly scripts: readonly Script[];
  readonly isOver: () => boolean;
}

const HOUR = 60 * 60_000;
const MOST_TRIES = 6;
const ADMINISTRATOR: Who = { kind: 'caller', id: 'administrator' };
/** One that only records have, and one that comes with Baton and is replaced. */
const CALENDARS = ['house', 'china'] as const;

/** Whoever changes what the company has set, and when it is open, while everything goes on. */
export async function administer(options: AdministratorOptions): Promise<void> {
  const { timeline, random, scripts, isOver } = options;
  const open = scripts.filter(({ settings }) => settings !== undefined);
  await write(options, calendarKind, 'house', calendar(random));
  const set = async ({ definition: { process }, settings }: Script) => {
    const values = settings?.(random);
    if (values !== undefined) await write(options, settingsKind, settingsId(process), { process, values });
  };
  for (const script of open) await set(script);
  while (!isOver()) {
    await timeline.pause(random.spread(HOUR, 72 * HOUR));
    if (random.chance(0.2)) await write(options, calendarKind, random.pick(CALENDARS), calendar(random));
    const script = open[random.whole(0, open.length - 1)];
    if (script !== undefined) await set(script);
  }
}

/** Another that is open by day, at hours of its own. */
function calendar(random: Random): Calendar {
  const like = random.pick([chinaOffice, unitedStatesOffice]);
  const from = `0${random.whole(6, 9)}:${random.pick(['00', '30'])}`;
  const hours = [{ from, to: `${random.whole(12, 22)}:00` }];
  const days = WEEKDAYS.slice(0, random.whole(4, 7));
  return { ...like, week: Object.fromEntries(days.map((day) => [day, hours])) };
}

/** Writes the next version of a record, again where nobody answers. */
async function write<C extends object>(
  options: AdministratorOptions,
  kind: RecordKind<C>,
  id: string,
  content: C,
): Promise<void> {
  await writeWith(options, kind, id, () => content);
}

/** The same, where the next version is made of the one before; whether it is known to be written. */
export async function writeWith<C extends object>(
  { fleet, ledger, timeline, random }: Omit<AdministratorOptions, 'scripts'>,
  kind: RecordKind<C>,
  id: string,
  make: (before: C | undefined, now: number) => C,
): Promise<boolean> {
  for (let tries = 1; tries <= MOST_TRIES; tries++) {
    const ran = await fleet.write(async ({ records }, _, process) => {
      const all = records.of(kind);
      const before = await all.get(id);
      const now = process.now();
      const draft = { content: make(before?.content, now), who: ADMINISTRATOR, at: now };
      return before === undefined ? all.create({ id, ...draft }) : all.change(before, draft);
    });
    if (ran !== 'died' && 'value' in ran && ran.value !== undefined) return true;
    if (ran !== 'died' && 'error' in ran && !(ran.error instanceof BatonError)) {
      ledger.found({ law: 'unexpected-error', instance: '', what: String((ran.error as Error).stack) });
    }
    await timeline.pause(random.spread(200, 20_000) * tries);
  }
  return false;
}
