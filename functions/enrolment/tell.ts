import type { Customers } from '../../adapters/ports/customers.ts';
import type { Records } from '../../adapters/ports/records.ts';
import type { Timeline } from '../../adapters/ports/timeline.ts';
import type { Correlate, Correlated, Correlation } from '../../engine/correlate.ts';
import type { Definitions } from '../../engine/definition.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Enrol } from '../../engine/enrol.ts';
import { EventNotAccepted, Finished, InvalidEvent, KeyReused, Paused } from '../../engine/errors.ts';
import type { EnrolmentOn } from '../../records/kinds/enrolment.ts';
import { segmentKind } from '../../records/kinds/segment.ts';
import { isMember } from '../segment-members.ts';
import { mapped } from './mapped.ts';
import type { NamedRule, Rules } from './rules.ts';
import { type Refused, unlessRefused } from './unless-refused.ts';

/** An event and whom it is about. */
export interface Telling extends Correlation {
  /** The event's own id: however often it is told, a rule counts it once. */
  readonly cause: string;
}

/** An instance that an event was taken to; `started`: it was not there before. */
export type Told = Correlated & { readonly started?: true };

/** Takes an event to whoever waits for it, and starts what the rules want started: see `createTell`. */
export type Tell = (telling: Telling) => Promise<readonly Told[]>;

export interface TellDeps {
  readonly correlate: Correlate;
  readonly enrol: Enrol;
  readonly engine: Pick<Engine, 'send'>;
  readonly definitions: Pick<Definitions, 'get'>;
  readonly rules: Rules;
  readonly people: () => {
    readonly records: Pick<Records, 'of'>;
    readonly customers: Pick<Customers, 'get' | 'page' | 'idsOf'>;
    readonly timeline: Pick<Timeline, 'newest'>;
  };
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly refused: Refused;
}

/** Changes of a customer, after which it may belong to other segments. */
const CHANGES = ['customer.created', 'customer.changed'];
const DEAF = [EventNotAccepted, Finished, InvalidEvent, Paused];

/**
 * Events find whoever waits (`createCorrelate`), and then the rules: what a rule starts, or has running, hears of the
 * event as well. A rule that fails holds up no other. Throws `TooMany`, `StoreUnavailable`.
 */
export function createTell(deps: TellDeps): Tell {
  const { correlate, enrol, engine, definitions, rules, people, now, refused } = deps;

  async function isOf(segment: string, customer: string): Promise<boolean> {
    const { records, customers, timeline } = people();
    const [found, who] = await Promise.all([records.of(segmentKind).get(segment), customers.get(customer)]);
    if (found === undefined || who === undefined) return false;
    return isMember({ customers, timeline, now }, found.content.filter, who);
  }

  async function wants(on: EnrolmentOn, { event, about }: Telling): Promise<boolean> {
    if ('events' in on) return on.events.includes(event.type) && fits(on.where ?? {}, event);
    if (about.customer === undefined || !CHANGES.includes(event.type)) return false;
    return isOf(on.segment, about.customer);
  }

  /** What the rule starts, or has running, and hears of the event. */
  async function start(rule: NamedRule, { event, about, cause, at, who }: Telling): Promise<Told[]> {
    const { process, repeat } = rule;
    const { customer, alsoCustomers } = about;
    const emitter = typeof event.instance === 'string' ? { instance: event.instance } : {};
    const input = mapped(rule.input, { event, ...emitter, ...(customer !== undefined && { customer }) });
    const { instance, started, later, reused } = await enrol({
      ...{ rule: rule.id, process, repeat, input, cause },
      ...(customer !== undefined && { customer }),
      ...(alsoCustomers !== undefined && { alsoCustomers }),
      ...(at !== undefined && { at }),
    });
    const begun: Told[] = started ? [{ instance, process, revision: 1, started }] : [];
    if (reused) return [{ instance, process, refusal: new KeyReused(instance) }];
    if (later) return begun;
    if ((await definitions.get(process))?.eventTypes.includes(event.type) !== true) return begun;
    try {
      const { entry } = await engine.send({ instance, event, id: cause, who });
      return [{ instance, process, revision: entry.revision, ...(started && { started }) }];
    } catch (error) {
      if (DEAF.some((kind) => error instanceof kind)) return begun;
      throw error;
    }
  }

  return async (telling) => {
    const { key, customer } = telling.about;
    const found = key === undefined && customer === undefined ? [] : await correlate(telling);
    const told: Told[] = [...found];
    for (const rule of await rules()) {
      if (telling.process !== undefined && telling.process !== rule.process) continue;
      if (!(await wants(rule.on, telling))) continue;
      const enrolled = (await unlessRefused(rule.id, refused, () => start(rule, telling))) ?? [];
      told.push(...enrolled.filter(({ instance }) => !told.some((one) => one.instance === instance)));
    }
    return told;
  };
}

function fits(where: Readonly<Record<string, unknown>>, event: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(where).every(([field, wanted]) =>
    (Array.isArray(wanted) ? wanted : [wanted]).some((one) => one === event[field]),
  );
}
