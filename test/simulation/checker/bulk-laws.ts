import type { Incoming, Sent } from '../../../engine/incoming.ts';
import type { Climate } from '../climates.ts';
import type { Ledger, Violation } from '../ledger.ts';
import { type BulkCase, bulkCases, standingAt } from './bulk.ts';
import { canonical } from './canonical.ts';
import type { Case } from './case.ts';
import { refusalOf } from './refusal-laws.ts';

type Cases = ReadonlyMap<string, Case>;
type Found = (law: string, what: string, instance?: string) => void;
type Jobs = Ledger['jobs'];

const HOUR = 3_600_000;
/** Where a process may not know a definition yet. */
const UNKNOWING: readonly Climate[] = ['storm', 'deaf', 'restored'];

/** Everything that is wrong with the bulk actions of a run that has come to rest. */
export function bulkLaws(ledger: Pick<Ledger, 'jobs'>, cases: Cases): readonly Violation[] {
  return bulkCases(ledger).flatMap((bulk) => {
    const violations: Violation[] = [];
    const found: Found = (law, what, instance = '') => {
      violations.push({ law, instance, what: `bulk ${bulk.job}: ${what}` });
    };
    course(bulk, ledger.jobs, found);
    plan(bulk, cases, found);
    results(bulk, ledger.jobs, cases, found);
    entries(bulk, ledger.jobs, cases, found);
    return violations;
  });
}

/** It comes to its end, and what people were told that they did to it is in its record. */
function course(bulk: BulkCase, { told }: Jobs, found: Found): void {
  const { job, versions, plans, results: all } = bulk;
  const last = versions.at(-1);
  const { halted, ended } = last?.content ?? {};
  const isDone = ended !== undefined && ended.code === undefined;
  if (halted !== 'cancelled' && !isDone) found('bulk-unfinished', `it stands at ${canonical(last?.content)}`);
  if (isDone && all.length !== plans.at(-1)?.parts) {
    found('bulk-unfinished', `it is done with ${all.length} parts of ${plans.at(-1)?.parts}`);
  }
  if (versions.some(({ revision }, place) => revision !== place + 1))
    found('bulk-lost', 'a version is missing');
  for (const { deed, over } of told.filter((one) => one.job === job)) {
    // Where nothing had to be changed, it stays as it was.
    const made = [versions[over - 1], versions[over]].filter((one) => one !== undefined);
    const fits = made.some(({ content }) => {
      if (deed === 'pause') return content.halted === 'paused';
      if (deed === 'cancel') return content.halted === 'cancelled';
      return content.halted === undefined;
    });
    if (!fits) found('bulk-lost', `${deed} after revision ${over} was acknowledged`);
  }
}

/** Once it is planned, its parts are what they are: instances of that process, each once. */
function plan(bulk: BulkCase, cases: Cases, found: Found): void {
  const { parts, plans, versions } = bulk;
  const planned = plans[0];
  const deed = versions[0]?.content.deed;
  if (planned === undefined || deed === undefined || deed.action === 'start') return;
  const items = itemsOf(bulk, planned.at);
  for (const { number, draft, at, items: again } of parts) {
    if (draft !== draftOf(planned, number)) continue;
    const before = items.get(number);
    if (at > planned.at && number <= planned.parts && canonical(before) !== canonical(again)) {
      found('bulk-replanned', `part ${number} was ${canonical(before)} and became ${canonical(again)}`);
    }
  }
  if (plans.some((one) => one.parts !== planned.parts))
    found('bulk-replanned', 'it has another number of parts');
  const all = [...items.values()].flat();
  if (all.length !== planned.items) found('bulk-replanned', `${all.length} items, not ${planned.items}`);
  for (const item of new Set(all)) {
    const one = cases.get(item);
    if (all.filter((other) => other === item).length > 1) found('bulk-repeats', 'it is planned twice', item);
    const isThere =
      one !== undefined && (one.undone.length > 0 || (one.commits[0]?.at ?? planned.at) < planned.at);
    if (!isThere || one.definition.process !== deed.process)
      found('bulk-misplanned', 'it is not of that process', item);
  }
  // Where lists are behind by minutes at most, and it asks for no state, whoever was there is planned.
  const asked = versions[0]?.at ?? 0;
  for (const [instance, { climate, definition, entries: journal, commits, undone }] of cases) {
    if (climate !== 'haste' || undone.length > 0 || definition.process !== deed.process) continue;
    if (deed.where.state !== undefined || (commits[0]?.at ?? asked) > asked - HOUR) continue;
    const wasActive = journal.every(
      ({ status }, place) => status === 'active' || (commits[place]?.at ?? 0) > planned.at,
    );
    if (wasActive && !all.includes(instance)) found('bulk-missed', 'it is not planned', instance);
  }
}

/** Each item that a part's result counts was done when it was written, or failed for a reason that was true. */
function results(bulk: BulkCase, jobs: Jobs, cases: Cases, found: Found): void {
  const { job, plans, results: all, eventId } = bulk;
  const items = itemsOf(bulk, plans[0]?.at ?? 0);
  for (const { number, at, tally, failures } of all) {
    const own = items.get(number) ?? [];
    const counted = (tally.done ?? 0) + (tally.failed ?? 0);
    if (
      counted !== own.length ||
      tally.failed !== failures.length ||
      all.filter((one) => one.number === number).length > 1
    ) {
      found('bulk-miscounted', `part ${number} of ${own.length} items came to ${canonical(tally)}`);
    }
    const tried = jobs.tries.filter((one) => one.job === job && one.part === number && one.from <= at);
    for (const item of own) {
      const one = cases.get(item);
      // A restore may take away what was done, or why it was not.
      if (one === undefined || one.undone.length > 0) continue;
      const place = one.entries.findIndex(({ event }) => event.id === eventId);
      const failure = failures.find((failed) => failed.item === item);
      if (failure === undefined) {
        if (place === -1) found('bulk-undone', `part ${number} says that it was done`, item);
        else if ((one.commits[place]?.at ?? 0) > at)
          found('bulk-early', `part ${number} said so before`, item);
        continue;
      }
      // Two who try a part at once may find the instance at different moments.
      if (place !== -1 && tried.length < 2)
        found('bulk-miscounted', `it was done, and ${failure.code}`, item);
      const from = Math.min(...tried.map((attempt) => attempt.from));
      if (!wasTrue(bulk, one, failure.code, from, at)) found('bulk-unfounded', failure.code, item);
    }
  }
}

/** Whether an instance refused the deed with this code at a moment between two others. */
function wasTrue({ versions }: BulkCase, one: Case, code: string, from: number, to: number): boolean {
  if (code === 'definition-unknown') return UNKNOWING.includes(one.climate);
  const deed = versions[0]?.content.deed;
  if (deed === undefined || deed.action === 'start' || deed.action === 'migrate') return false;
  const who = versions[0]?.who ?? { kind: 'caller', id: '' };
  const incoming: Incoming =
    deed.action === 'advance'
      ? { kind: 'event', event: deed.event as Sent, who }
      : { kind: deed.action, reason: deed.reason, who };
  const standing = (at: number) => one.commits.filter((commit) => commit.at <= at).length;
  for (let revision = standing(from); revision <= standing(to); revision++) {
    if (refusalOf(one, incoming, revision) === code) return true;
  }
  return false;
}

/** What is planned gets the deed once, and nothing else does; what is paused, cancelled or over begins no part any more. */
function entries(bulk: BulkCase, { tries }: Jobs, cases: Cases, found: Found): void {
  const { job, plans, eventId } = bulk;
  const items = itemsOf(bulk, plans[0]?.at ?? 0);
  for (const [instance, one] of cases) {
    const own = one.entries.flatMap(({ event }, place) => (event.id === eventId ? [place] : []));
    if (own.length > 1) found('bulk-twice', `${own.length} entries`, instance);
    for (const place of own) {
      const { at, writer } = one.commits[place] ?? { at: 0, writer: '' };
      const part = [...items].find(([, all]) => all.includes(instance))?.[0];
      if (part === undefined) found('bulk-unplanned', 'it is in no part', instance);
      // What a process writes, it does for the part that it has begun last.
      const begun = tries.findLast(
        (attempt) => attempt.job === job && attempt.by === writer && attempt.from <= at,
      );
      const { halted, ended } = standingAt(bulk, begun?.from ?? at)?.content ?? {};
      if (begun === undefined || begun.part !== part)
        found('bulk-unplanned', `${writer} was not at its part`, instance);
      else if (halted !== undefined || ended !== undefined) {
        found('bulk-after-halt', `part ${part} was begun when it was ${halted ?? 'over'}`, instance);
      }
    }
  }
}

/** The items of each part, by its number, as they stood at a moment. */
function itemsOf({ parts, plans }: BulkCase, at: number): ReadonlyMap<number, readonly string[]> {
  const [planned] = plans;
  const written = parts.filter(
    (part) => planned !== undefined && part.at <= at && part.draft === draftOf(planned, part.number),
  );
  return new Map(written.map(({ number, items }) => [number, items]));
}

/** The draft that a plan takes a part from; undefined where it has no part of that number. */
function draftOf({ drafts }: BulkCase['plans'][number], number: number): string | undefined {
  return drafts.find(({ upTo }) => upTo >= number)?.draft;
}
