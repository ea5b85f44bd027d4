import type { Definitions } from './definition.ts';
import type { Engine } from './engine.ts';
import type { Who } from './entry.ts';
import {
  BatonError,
  EventNotAccepted,
  Finished,
  InstanceNotFound,
  Paused,
  StoreUnavailable,
  TooMany,
} from './errors.ts';
import type { Sent } from './incoming.ts';
import { LEEWAY } from './leeway.ts';
import type { ListQuery, Projection } from './ports.ts';

/** An event for whoever waits for it, and how they are told from others. */
export interface Correlation {
  readonly event: Sent;
  readonly about: Pick<ListQuery, 'key' | 'customer' | 'alsoCustomers'>;
  /** Of this process alone. */
  readonly process?: string;
  /** The id under which each of them takes it once. */
  readonly id?: string;
  /** Epoch milliseconds at which it came about: who began later hears of it no more, however often it is told. */
  readonly at?: number;
  /** Only those that have not ended: told again, it may have another answer. */
  readonly running?: true;
  readonly who: Who;
}

/** One instance that waited for the event: it has taken it, or says why it has not. */
export type Correlated = { readonly instance: string; readonly process: string } & (
  | { readonly revision: number }
  | { readonly refusal: BatonError }
);

/** Takes an event to every instance that waits for it: see `createCorrelate`. */
export type Correlate = (correlation: Correlation) => Promise<readonly Correlated[]>;

export interface CorrelateOptions {
  readonly engine: Pick<Engine, 'send'>;
  readonly definitions: Definitions;
  readonly projection: Pick<Projection, 'list'>;
}

interface Found {
  readonly instance: string;
  readonly process: string;
}

const NOT_WAITING = [EventNotAccepted, Finished, InstanceNotFound, Paused];

/** Whether an instance did not take an event because it does not wait for it, or not any more. */
export function isNotWaiting(error: unknown): boolean {
  return NOT_WAITING.some((kind) => error instanceof kind);
}

/** The most instances that one event is taken to. */
const MOST = 1000;
/** The most that are looked at to find them. */
const MOST_LOOKED_AT = 10_000;
const PAGE = 100;
const AT_ONCE = 10;

/**
 * Takes an event to every instance that waits for it: those of the business key or customer whose state has a
 * transition for it. Empty where nobody waits. Instances are found by a list that lags behind by moments. Throws
 * `TooMany` before any has heard of it, `StoreUnavailable`, and what the engine throws that is no refusal.
 */
export function createCorrelate({ engine, definitions, projection }: CorrelateOptions): Correlate {
  /** Whether instances of this process may wait for such an event. */
  async function hears({ process }: Found, { event }: Correlation): Promise<boolean> {
    return (await definitions.get(process))?.eventTypes.includes(event.type) === true;
  }

  async function find(correlation: Correlation): Promise<Found[]> {
    const found: Found[] = [];
    // Definitions are loaded of those processes alone of which there are instances.
    const known = definitions.list().map(({ process }) => process);
    const processes = correlation.process === undefined ? known : [correlation.process];
    // One that took the event under this id before may have ended since.
    const { id, running = id === undefined, at = Infinity } = correlation;
    const status = running ? { status: 'active' as const } : {};
    let looked = 0;
    let cursor: string | undefined;
    do {
      const query = { processes, ...correlation.about, ...status, order: 'oldest' } as const;
      const page = await projection.list(query, PAGE, cursor);
      for (const { instance, process, createdAt } of page.items) {
        const one = { instance, process };
        if (createdAt <= at + LEEWAY && (await hears(one, correlation))) found.push(one);
      }
      looked += page.items.length;
      if (found.length > MOST || looked > MOST_LOOKED_AT) throw new TooMany(MOST);
      cursor = page.cursor;
    } while (cursor !== undefined);
    return found;
  }

  async function send(one: Found, { event, who, id }: Correlation): Promise<Correlated[]> {
    try {
      const { entry } = await engine.send({ ...one, event, who, ...(id === undefined ? {} : { id }) });
      return [{ ...one, revision: entry.revision }];
    } catch (refusal) {
      if (isNotWaiting(refusal)) return [];
      if (!(refusal instanceof BatonError) || refusal instanceof StoreUnavailable) throw refusal;
      return [{ ...one, refusal }];
    }
  }

  return async (correlation) => {
    const found = await find(correlation);
    const told: Correlated[] = [];
    for (let at = 0; at < found.length; at += AT_ONCE) {
      const some = found.slice(at, at + AT_ONCE).map((one) => send(one, correlation));
      told.push(...(await Promise.all(some)).flat());
    }
    return told;
  };
}
