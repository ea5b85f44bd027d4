import { ENROLMENT } from '../../../engine/enrol.ts';
import { derivedId } from '../../../engine/ids.ts';
import { mapped } from '../../../functions/enrolment/mapped.ts';
import type { NamedRule } from '../../../functions/enrolment/rules.ts';
import type { Ledger, Violation } from '../ledger.ts';
import { rules } from '../processes/rules.ts';
import { type Announced, announcementsOf } from './announced.ts';
import { isUnknowing, LISTED_MS, SKEW_MS } from './announcement-laws.ts';
import { canonical } from './canonical.ts';
import type { Case } from './case.ts';

type Cases = ReadonlyMap<string, Case>;

/** The instances that a rule may start for a customer, in order, or for one event. */
interface Line {
  readonly rule: NamedRule;
  readonly customer: string | undefined;
  /** What may have started them. */
  readonly causes: readonly Announced[];
  readonly generations: readonly Case[];
}

/** Where a row comes to its end. */
const MOST = 100;

/** Rules start what they want started, as often as they want it and for a reason, and nothing else. */
export function enrolmentLaws(ledger: Ledger, cases: Cases): readonly Violation[] {
  const lines = linesOf(announcementsOf(cases, ledger), cases);
  const known = new Set(lines.flatMap(({ generations }) => generations.map(({ instance }) => instance)));
  const unknown = [...cases.values()].filter((one) => isEnrolled(one) && !known.has(one.instance));
  return [
    ...unknown.map(({ instance }) => ({ law: 'enrolment-unknown', instance, what: 'no rule wants it' })),
    ...lines.flatMap((line) => [
      ...founded(line),
      ...counted(line),
      ...lost(line, ledger, cases),
      ...beside(line, ledger, cases),
    ]),
  ];
}

function isEnrolled({ entries }: Case): boolean {
  const who = entries[0]?.event.who;
  return who?.kind === ENROLMENT.kind && who.id === ENROLMENT.id;
}

function linesOf(all: readonly Announced[], cases: Cases): readonly Line[] {
  const instanceOf = ({ process }: NamedRule, key: string) => cases.get(derivedId(ENROLMENT, process, key));
  return Object.entries(rules).flatMap(([id, content]): Line[] => {
    const rule: NamedRule = { id, ...content };
    const causes = all.filter((one) => wants(rule, one));
    if (rule.repeat === 'always') {
      return causes.map((one) => {
        const own = instanceOf(rule, `${id}/event/${one.cause}`);
        return { rule, customer: one.customer, causes: [one], generations: isThere(own) ? [own] : [] };
      });
    }
    return [...new Set(causes.map(({ customer }) => customer))].map((customer) => {
      const generations: Case[] = [];
      for (let own: Case | undefined; ; generations.push(own)) {
        own = instanceOf(rule, `${id}/${customer ?? ''}/${generations.length}`);
        if (!isThere(own)) break;
      }
      return { rule, customer, causes: causes.filter((one) => one.customer === customer), generations };
    });
  });
}

/** What started an instance. */
function causeOf({ entries }: Pick<Case, 'entries'>, causes: readonly Announced[]): Announced | undefined {
  return causes.find(({ cause }) => derivedId(ENROLMENT, cause) === entries[0]?.event.id);
}

function isThere(one: Case | undefined): one is Case {
  return one !== undefined && one.entries.length > 0;
}

function wants({ on }: NamedRule, { event }: Announced): boolean {
  if (!('events' in on) || !on.events.includes(event.type)) return false;
  return Object.entries(on.where ?? {}).every(([field, wanted]) => event[field] === wanted);
}

/** Each was started by an event that its rule names, with what the rule makes of it. */
function founded({ rule, causes, generations, customer }: Line): Violation[] {
  return generations.flatMap(({ instance, definition, entries }): Violation[] => {
    const { event } = entries[0] ?? {};
    const found = (law: string, what: string) => [
      { law, instance, revision: 1, what: `${rule.id}: ${what}` },
    ];
    const cause = causeOf({ entries }, causes);
    if (cause === undefined) return found('enrolment-unfounded', 'no event asked for it');
    const from = cause.event.instance;
    const source = { event: cause.event, ...(typeof from === 'string' && { instance: from }) };
    const input = definition.parseInput(
      mapped(rule.input, { ...source, ...(customer !== undefined && { customer }) }),
    );
    if ('value' in input && canonical(input.value) === canonical(event?.payload ?? {})) return [];
    return found('enrolment-other', `it began with ${canonical(event?.payload)}`);
  });
}

/** Once is once; the next begins when the one before has ended, for a reason that came about then; no event counts twice. */
function counted({ rule, causes, generations }: Line): Violation[] {
  return generations.flatMap((one, number): Violation[] => {
    const { instance, commits, entries, undone } = one;
    const before = generations[number - 1];
    if (before === undefined || undone.length > 0 || before.undone.length > 0) return [];
    const found = (law: string, what: string) => [
      { law, instance, revision: 1, what: `${rule.id}: ${what}` },
    ];
    if (rule.repeat === 'once') return found('enrolment-twice', `it is the ${number + 1}th`);
    const began = commits[0]?.at ?? 0;
    const ended = endOf(before);
    const wasHere = generations
      .slice(0, number)
      .some((other) => other.entries[0]?.event.id === entries[0]?.event.id);
    if (wasHere) return found('enrolment-twice', 'its event has started one before');
    if (began < ended) return found('enrolment-beside', 'the one before had not ended');
    const cause = causeOf(one, causes);
    if (cause !== undefined && cause.at < Infinity && cause.from < ended - SKEW_MS)
      return found('enrolment-stale', 'its event came about while another ran');
    return [];
  });
}

/** When it ended in truth; never, while it runs. */
function endOf({ entries, commits }: Case): number {
  const place = entries.findIndex(({ status }) => status !== 'active' && status !== 'paused');
  return place === -1 ? Infinity : (commits[place]?.at ?? 0);
}

/** Whatever a rule names has started its process, or found it running. */
function lost(line: Line, { telling }: Ledger, cases: Cases): Violation[] {
  const { rule, causes, generations, customer } = line;
  if (generations.length >= MOST) return [];
  return causes.flatMap(({ cause, event, from, until }): Violation[] => {
    if (until === undefined || isUnknowing(telling, rule.process, from, until)) return [];
    const ran = [...cases.values()].filter(
      (one) => one.definition.process === rule.process && one.item?.customer === customer,
    );
    // A restore may take away what was started, and nobody rebuilds it.
    if ([...ran, ...generations].some((one) => one.gapsUntil >= from)) return [];
    const isMet =
      rule.repeat === 'after-end'
        ? ran.some((one) => (one.commits[0]?.at ?? Infinity) <= until && endOf(one) >= from)
        : generations.length > 0;
    const isUndone = [...cases.values()].some(
      (one) =>
        one.undone.length > 0 &&
        one.definition.process === rule.process &&
        one.undone.some(({ at }) => at >= from),
    );
    if (isMet || isUndone) return [];
    return [
      { law: 'enrolment-lost', instance: '', what: `${rule.id}: ${event.type} ${cause} started nothing` },
    ];
  });
}

/** What runs already counts, whoever started it, as far as the lists know. */
function beside(
  { rule, customer, causes, generations }: Line,
  { telling }: Ledger,
  cases: Cases,
): Violation[] {
  if (rule.repeat !== 'after-end') return [];
  return generations.flatMap((own): Violation[] => {
    const { instance, commits } = own;
    const began = commits[0]?.at ?? 0;
    const from = causeOf(own, causes)?.from ?? 0;
    const other = [...cases.values()].find(
      (one) =>
        one !== own &&
        one.definition.process === rule.process &&
        one.item?.customer === customer &&
        one.undone.length === 0 &&
        (telling.listed.get(one.instance) ?? Infinity) < from - LISTED_MS &&
        endOf(one) > began,
    );
    if (other === undefined) return [];
    return [
      { law: 'enrolment-beside', instance, revision: 1, what: `${rule.id}: ${other.instance} was running` },
    ];
  });
}
