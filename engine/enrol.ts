import type { Engine } from './engine.ts';
import type { Entry, Who } from './entry.ts';
import { KeyReused, TooMany } from './errors.ts';
import { headIfAny } from './head-if-any.ts';
import { derivedId } from './ids.ts';
import { LEEWAY } from './leeway.ts';
import type { Projection } from './ports.ts';
import { hasSeen } from './seen.ts';

/** How often a rule starts a process for one customer. */
export type Repeat = 'once' | 'after-end' | 'always';

/** That a rule wants a process started, and what made it want that. */
export interface Enrolment {
  /** The rule's id. */
  readonly rule: string;
  readonly process: string;
  readonly input: unknown;
  readonly repeat: Repeat;
  /** For whom: a customer's id; without one, `repeat` counts the rule as a whole. */
  readonly customer?: string;
  /** Other ids of this customer. */
  readonly alsoCustomers?: readonly string[];
  /** The event's own id: one event starts a process once, however often it is told. */
  readonly cause: string;
  /** Epoch milliseconds at which that event came about: `after-end` looks for what ran then. */
  readonly at?: number;
}

/** The instance that there is now, and whether it is this event that started it. */
export interface Enrolled {
  readonly instance: string;
  readonly started: boolean;
  /** The key of this event stands for another that was told before. */
  readonly reused?: true;
  /** It began after the event had come about, and not for it. */
  readonly later?: true;
}

/** Starts a process as a rule wants it, or finds the instance that is there already: see `createEnrol`. */
export type Enrol = (enrolment: Enrolment) => Promise<Enrolled>;

export interface EnrolOptions {
  readonly engine: Pick<Engine, 'start' | 'head'>;
  readonly projection: Pick<Projection, 'list'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Who starts what a rule starts. */
export const ENROLMENT: Who = { kind: 'system', id: 'enrolment' };
/** How often a rule may start a process for one customer, in all, or for each event within an hour. */
const MOST = 100;
const HOUR = 3_600_000;
/** How many of the newest are looked at for one that runs. */
const MOST_RUNNING = 10;

/**
 * Instances of a rule and a customer are numbered, and their ids are made of the number: the next one begins only where
 * the one before has ended, and of two that want it at once one writes. An event that is told again, or late, starts none
 * where it came about before that end. With `after-end`, one that somebody else started and that runs counts as well, as
 * far as the lists know. Throws what `engine.start` throws, and `TooMany`.
 */
export function createEnrol({ engine, projection, now }: EnrolOptions): Enrol {
  const headOf = (instance: string) => headIfAny(engine, instance);

  /** `own`: the key names this event alone. */
  async function begin({ process, input, cause }: Enrolment, key: string, own = false): Promise<Enrolled> {
    const instance = derivedId(ENROLMENT, process, key);
    try {
      const { repeated } = await engine.start({ process, input, key, who: ENROLMENT, id: cause });
      return { instance, started: own || !repeated };
    } catch (error) {
      // Somebody was faster, the rule has changed since, or it is another event under the same key: it is there.
      if (error instanceof KeyReused) return { instance, started: false, ...(own && { reused: true }) };
      throw error;
    }
  }

  /** Two rules that start each other for each event would never end. */
  async function checkPace({ process, customer, alsoCustomers = [] }: Enrolment): Promise<void> {
    if (customer === undefined) return;
    const createdAfter = now() - HOUR;
    const query = { processes: [process], customer, alsoCustomers, createdAfter, order: 'newest' } as const;
    if ((await projection.list(query, MOST)).items.length >= MOST) throw new TooMany(MOST);
  }

  async function running({ process, customer, alsoCustomers = [] }: Enrolment): Promise<Entry | undefined> {
    if (customer === undefined) return undefined;
    const query = { processes: [process], customer, alsoCustomers, order: 'newest' } as const;
    for (const { instance } of (await projection.list(query, MOST_RUNNING)).items) {
      const head = await headOf(instance);
      if (head !== undefined && !isOver(head)) return head;
    }
    return undefined;
  }

  return async (enrolment) => {
    const { rule, process, repeat, customer = '', alsoCustomers = [], cause, at = Infinity } = enrolment;
    if (repeat === 'always') {
      await checkPace(enrolment);
      return begin(enrolment, `${rule}/event/${cause}`, true);
    }
    for (const other of repeat === 'once' ? alsoCustomers : []) {
      const head = await headOf(derivedId(ENROLMENT, process, `${rule}/${other}/0`));
      if (head !== undefined) return found(head, at);
    }
    const seen = derivedId(ENROLMENT, cause);
    for (let number = 0; number < MOST; number++) {
      const key = `${rule}/${customer}/${number}`;
      const head = await headOf(derivedId(ENROLMENT, process, key));
      if (head === undefined) {
        const other = repeat === 'after-end' ? await running(enrolment) : undefined;
        return other === undefined ? begin(enrolment, key) : found(other, at);
      }
      if (hasSeen(head, seen)) return { instance: head.instance, started: true };
      const ranThen = at < (head.recordedAt ?? head.at) - LEEWAY;
      if (repeat === 'once' || !isOver(head) || ranThen) return found(head, at);
    }
    throw new TooMany(MOST);
  };
}

/** Who was there already, or began since. */
function found({ instance, createdAt }: Entry, at: number): Enrolled {
  return { instance, started: false, ...(createdAt > at + LEEWAY && { later: true }) };
}

function isOver({ status }: Entry): boolean {
  return status !== 'active' && status !== 'paused';
}
