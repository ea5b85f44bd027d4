import { glanceAt } from '../../../adapters/records/version-item.ts';
import type { Calendar } from '../../../calendar/calendar.ts';
import { chinaOffice } from '../../../calendar/samples/china.ts';
import { unitedStatesOffice } from '../../../calendar/samples/united-states.ts';
import { workingTime } from '../../../calendar/working-time.ts';
import { DECISION } from '../../../engine/deciding.ts';
import type { Consulted, Entry } from '../../../engine/entry.ts';
import type { Reference } from '../../../engine/ports.ts';
import { type Data, referenceName } from '../../../engine/references.ts';
import { type DecisionVersion, decisionVersionKind } from '../../../records/kinds/decision.ts';
import { type DecisionSchedule, decisionScheduleKind } from '../../../records/kinds/decision-schedule.ts';
import type { SettingsRecord } from '../../../records/kinds/settings.ts';
import { bundledData } from '../../kit/bundled-data.ts';
import type { Ledger } from '../ledger.ts';
import { createPublished, type Scheduled } from './published.ts';

/** Reference data in one revision, and when it was written; what comes with Baton was there before. */
interface Written extends Reference {
  readonly at: number;
}

/** What people have set: every revision of it, from what was stored. */
export interface Shelf {
  /** What a transition was given that consulted these, and decided by these versions. */
  of(entry: Pick<Entry, 'references' | 'decisions'>): Data;
  /** What was published of a decision: every schedule of it, and when it was written. */
  schedules(decision: string): readonly Scheduled[];
  /** What stood at a moment. */
  standing(at: number): Data;
  /** A revision, and the one after it. */
  revision(consulted: Consulted): { readonly own: Written | undefined; readonly next: Written | undefined };
}

/** The same for every run: what is computed of them is kept with them. */
const bundled: readonly (readonly [string, Written])[] = [
  ['calendar/china', { revision: 0, at: 0, value: workingTime(chinaOffice) }],
  ['calendar/united-states', { revision: 0, at: 0, value: workingTime(unitedStatesOffice) }],
];

export function createShelf({ jobs }: Pick<Ledger, 'jobs'>): Shelf {
  const all = new Map<string, Written[]>(bundled.map(([name, one]) => [name, [one]]));
  const versions = createPublished();
  for (const { item, at } of jobs.stored) {
    const [kind] = item.record?.S?.split('/') ?? [];
    if (kind === decisionVersionKind.kind) versions.add(glanceAt(item).content as DecisionVersion);
    if (kind === decisionScheduleKind.kind) {
      const { id, content } = glanceAt(item);
      versions.schedule(id, (content as DecisionSchedule).periods, at);
    }
    if (kind !== 'settings' && kind !== 'calendar') continue;
    const { id, revision, content } = glanceAt(item);
    const [name, value] =
      kind === 'calendar'
        ? [id, workingTime(content as Calendar)]
        : [(content as SettingsRecord).process, (content as SettingsRecord).values];
    const key = referenceName(kind, name);
    all.set(key, [...(all.get(key) ?? []), { revision, at, value }]);
  }
  const find = ({ kind, id, revision }: Consulted) => {
    const revisions = all.get(referenceName(kind, id)) ?? [];
    const place = revisions.findIndex((one) => one.revision === revision);
    return { own: revisions[place], next: place === -1 ? undefined : revisions[place + 1] };
  };
  return {
    of({ references: consulted = [], decisions = [] }) {
      const made = new Map(
        decisions.map((one) => [referenceName(DECISION, one.decision), versions.asIn(one)]),
      );
      const given = new Map(
        consulted.map((one): [string, Reference | undefined] => [
          referenceName(one.kind, one.id),
          find(one).own,
        ]),
      );
      return { get: (name) => made.get(name) ?? given.get(name) ?? bundledData.get(name) };
    },
    standing: (at) => ({
      get: (name) => all.get(name)?.findLast((one) => one.at <= at) ?? bundledData.get(name),
    }),
    schedules: versions.schedules,
    revision: find,
  };
}
