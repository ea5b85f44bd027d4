import { advance, overdueTimer } from './advance.ts';
import { brokenLinks } from './chain.ts';
import { decidedOtherwise } from './decided-otherwise.ts';
import type { Definition, Definitions, Inline } from './definition.ts';
import { type EffectToken, type Entry, sameToken, type Token, type Told, type Who } from './entry.ts';
import {
  Conflict,
  DefinitionUnknown,
  InstanceNotFound,
  KeyReused,
  MigrationFailed,
  NotDurable,
  RevisionMismatch,
  RevisionNotFound,
  TooLarge,
} from './errors.ts';
import { createHeads } from './heads.ts';
import { childId, derivedId } from './ids.ts';
import type {
  Advanced,
  Beginning,
  ByHand,
  EffectOutcome,
  Incoming,
  Sender,
  Sent,
  Surroundings,
  TaskDeed,
} from './incoming.ts';
import { sameJson } from './json.ts';
import { createMoveOn } from './newest.ts';
import type { Journal, References } from './ports.ts';
import { findByEventId } from './receipts.ts';
import { informed } from './references.ts';
import { createTurns } from './turns.ts';
import type { Logged } from './work.ts';

/** What a request led to. `repeated`: it had been answered before, and `entry` is what the first sender got. */
export interface Outcome {
  readonly entry: Entry;
  readonly repeated: boolean;
}

export interface Start {
  readonly process: string;
  readonly input: unknown;
  /** The caller's idempotency key: the same key names the same instance for ever. */
  readonly key?: string;
  /** The id of the event that it is started for: the instance counts that event as received. */
  readonly id?: string;
  readonly who: Who;
}

export interface Send {
  readonly instance: string;
  readonly event: Sent;
  /** The caller's own id of this event: the same id is never applied twice. */
  readonly id?: string;
  /** Only if the instance still stands at this revision. */
  readonly revision?: number;
  readonly who: Who;
  /** The task that it completes, and who completes it. */
  readonly task?: Token & { readonly person: string };
}

export type TaskRequest = TaskDeed & { readonly instance: string };

/** What a person does to an instance as a whole. */
export type ByHandRequest = ByHand & {
  readonly instance: string;
  /** Only if the instance still stands at this revision. */
  readonly revision?: number;
};

export interface RetryRequest {
  readonly instance: string;
  readonly id?: string;
  readonly who: Who;
  /** Why, as a code; it is journaled. */
  readonly reason?: string;
}

/** What comes back for an effect or a timer, or comes from parent or child. */
export type Delivery = { readonly instance: string } & (
  | { readonly kind: 'timer'; readonly token: Token }
  | {
      readonly kind: 'result';
      readonly token: EffectToken;
      readonly outcome: EffectOutcome;
      readonly from?: Sender;
    }
  | { readonly kind: 'hold'; readonly token: EffectToken; readonly code: string; readonly attempts: number }
  | { readonly kind: 'message'; readonly event: Told; readonly from: Sender }
  | { readonly kind: 'stop'; readonly from: Sender }
);

/** A child as its parent's journal asks for it. */
export interface ChildStart {
  readonly process: string;
  readonly input: unknown;
  readonly parent: Beginning;
}

export interface Verification {
  readonly instance: string;
  readonly intact: boolean;
  readonly revisions: number;
  readonly problems: readonly { readonly revision: number; readonly problem: string }[];
}

/** The one door to every instance. Each method may throw `StoreUnavailable`; reads are never stale. */
export interface Engine {
  /** Throws `DefinitionUnknown`, `InvalidInput`, `KeyReused`, `EventFailed`, `TooLarge`. */
  start(request: Start): Promise<Outcome>;
  /**
   * Throws `InstanceNotFound`, `InvalidEvent`, `ReservedEvent`, `EventNotAccepted`, `EventFailed`, `Finished`,
   * `RevisionMismatch`, `KeyReused`, `Conflict`, `TooLarge`, `DefinitionUnknown`.
   */
  send(request: Send): Promise<Outcome>;
  /**
   * Throws `Stale` where it is no longer awaited or was received before, `NotDue` for an early timer, and what `send`
   * throws.
   */
  deliver(delivery: Delivery): Promise<Entry>;
  /**
   * Starts a child, once: a repetition changes nothing. One that cannot begin is there and has failed. Throws
   * `DefinitionUnknown`.
   */
  startChild(start: ChildStart): Promise<void>;
  /** Hands every held effect on again, under its old key. Throws `NoIncident`, and what `send` throws. */
  retry(request: RetryRequest): Promise<Outcome>;
  /**
   * Pauses, resumes, cancels, or moves to another state, for a reason that is journaled. Throws `Paused`,
   * `NotPaused`, `StateUnknown`, and what `send` throws.
   */
  byHand(request: ByHandRequest): Promise<Outcome>;
  /**
   * Lets a person take a task, give it back, or have it. Throws `TaskClosed`, `TaskTaken`, `TaskFree`, `Paused`, and
   * what `send` throws; `Stale` where it is given `unless` somebody has it, and somebody has.
   */
  task(request: TaskRequest): Promise<Outcome>;
  /**
   * Moves an instance to the newest version, hop by hop, where that knows the way; returns its head, which has not
   * changed where there is nothing to do. Throws `MigrationFailed`, `TooLarge`: it stays where it came to. Throws
   * `InstanceNotFound`, `Conflict`, `DefinitionUnknown`.
   */
  migrate(instance: string): Promise<Entry>;
  /** The newest entry. Throws `InstanceNotFound`. */
  head(instance: string): Promise<Entry>;
  /** Throws `InstanceNotFound`, `RevisionNotFound`. */
  at(instance: string, revision: number): Promise<Entry>;
  /** Entries in order from revision `from` on, at most `limit`. Throws `InstanceNotFound`. */
  journal(instance: string, from: number, limit: number): Promise<readonly Entry[]>;
  /**
   * Checks the whole chain of hashes, and makes each decision again, by the version that made it. Throws
   * `InstanceNotFound`.
   */
  verify(instance: string): Promise<Verification>;
}

export interface EngineOptions {
  readonly journal: Journal;
  readonly definitions: Definitions;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** A number in [0, 1): jitters retries. */
  readonly random: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** A fresh, unguessable id. */
  readonly newId: () => string;
  /** Replaces inline actors by name. */
  readonly inline?: Readonly<Record<string, Inline>>;
  /** Where reference data comes from; without it there is none. */
  readonly references?: References;
  /** How many heads a warm process keeps; 0 for none. */
  readonly heads?: number;
  /** Hears what a machine or an inline actor threw, and why an instance was not migrated. */
  readonly failed?: (instance: string, cause: unknown) => void;
  /** Hears what a machine wrote with `log`, once it is committed; lost where the process ends at that moment. */
  readonly logged?: (entry: Entry, logged: Logged) => void;
}

/** Attempts before a conflict is the caller's: with the back-off below, about ten seconds. */
const MOST_ATTEMPTS = 50;
/** Timers that one request catches up on before it lets others go first. */
const MOST_TIMERS = 500;
const VERIFY_PAGE = 100;

export function createEngine(options: EngineOptions): Engine {
  const { journal, definitions, now, newId } = options;
  const heads = createHeads(options.heads ?? 1000);
  const turns = createTurns();

  async function definitionOf(process: string, version?: number): Promise<Definition> {
    const definition = await definitions.get(process, version);
    if (definition === undefined) throw new DefinitionUnknown(process, version);
    return definition;
  }

  async function readHead(instance: string): Promise<Entry> {
    const head = await journal.head(instance);
    if (head === undefined) throw new InstanceNotFound(instance);
    heads.keep(head);
    return head;
  }

  async function append({ entry, causes = [], logged = [] }: Accepted): Promise<boolean> {
    heads.forget(entry.instance);
    if ((await journal.append(entry)) === 'conflict') return false;
    heads.keep(entry);
    for (const cause of causes) hear(() => options.failed?.(entry.instance, cause));
    for (const one of logged) hear(() => options.logged?.(entry, one));
    return true;
  }

  /** What comes from inside cannot be refused: where its entry does not fit, the instance ends instead. */
  async function appendOrEnd(
    advanced: Accepted,
    again: (failure: string) => Advanced | Promise<Advanced>,
  ): Promise<Entry | undefined> {
    try {
      return (await append(advanced)) ? advanced.entry : undefined;
    } catch (error) {
      if (!(error instanceof TooLarge) || !isFromInside(advanced.entry)) throw error;
      const ended = await again(error.code);
      if (!('entry' in ended)) throw error;
      return (await append(ended)) ? ended.entry : undefined;
    }
  }

  function around(instance: string, commit: string, time: number): Surroundings {
    const { inline } = options;
    return { instance, now: time, commit, ...(inline ? { inline } : {}) };
  }

  async function compute(head: Entry, incoming: Incoming, surroundings: Surroundings): Promise<Advanced> {
    const definition = await definitionOf(head.process, head.version);
    return informed(options.references, definition, (data) =>
      advance(definition, head, incoming, { ...surroundings, data }),
    );
  }

  function beginning(definition: Definition, incoming: Incoming, here: Surroundings): Promise<Advanced> {
    return informed(options.references, definition, (data) =>
      advance(definition, undefined, incoming, { ...here, data }),
    );
  }

  const moveOn = createMoveOn({
    definitions,
    append,
    around: (instance) => around(instance, newId(), now()),
    ...(options.references && { references: options.references }),
  });

  /** As `moveOn`, but an instance that cannot be migrated goes on in its version, and that is told. */
  async function moveOnOrStay(head: Entry): ReturnType<typeof moveOn> {
    try {
      return await moveOn(head);
    } catch (error) {
      const hopeless = [MigrationFailed, TooLarge, NotDurable].some((kind) => error instanceof kind);
      if (!hopeless) throw error;
      options.failed?.(head.instance, error);
      return 'stays';
    }
  }

  /** The head, read again after a pause: somebody else was faster. Throws `Conflict` when that went on too long. */
  async function readAgain(instance: string, conflicts: number): Promise<Entry> {
    if (conflicts >= MOST_ATTEMPTS) throw new Conflict(instance, conflicts);
    await options.sleep(backoff(conflicts, options.random()));
    return readHead(instance);
  }

  /** Head → advance → append, until the entry is written or refused on a head that was just read. */
  async function move(instance: string, incoming: Incoming, revision?: number): Promise<Outcome> {
    const commit = newId();
    const id = 'id' in incoming ? incoming.id : undefined;
    let conflicts = 0;
    let timers = 0;
    const kept = heads.kept(instance);
    let head: Entry = kept ?? (await readHead(instance));
    let fresh = kept === undefined;
    let stays = incoming.kind === 'stop';
    for (;;) {
      const earlier = id === undefined ? undefined : await findByEventId(journal, head, id);
      if (earlier !== undefined) return repeat(earlier, incoming);
      const moved: Entry | 'stays' | 'conflict' = stays ? 'stays' : await moveOnOrStay(head);
      stays ||= moved === 'stays';
      if (moved !== 'stays') {
        head = moved === 'conflict' ? await readAgain(instance, ++conflicts) : moved;
        fresh = true;
        continue;
      }
      const time = now();
      const overdue = overdueTimer(head, time);
      const next: Incoming = overdue === undefined ? incoming : { kind: 'timer', token: overdue };
      const refused =
        overdue === undefined && revision !== undefined && revision !== head.revision
          ? new RevisionMismatch(instance, revision, head.revision)
          : undefined;
      const here = around(instance, overdue ? newId() : commit, time);
      const advanced: Advanced = refused ? { refusal: refused } : await compute(head, next, here);
      if ('refusal' in advanced) {
        if (fresh) throw advanced.refusal;
        // A kept head may only lead to a put: a refusal is decided on one just read.
        head = await readHead(instance);
        fresh = true;
        continue;
      }
      const from = head;
      const written = await appendOrEnd(advanced, (failure) => compute(from, next, { ...here, failure }));
      if (written !== undefined) {
        if (overdue === undefined || answers(incoming, overdue)) return { entry: written, repeated: false };
        if (++timers > MOST_TIMERS) throw new Conflict(instance, timers);
        head = written;
        fresh = true;
        continue;
      }
      head = await readAgain(instance, ++conflicts);
      fresh = true;
    }
  }

  async function migrate(instance: string): Promise<Entry> {
    let head = await readHead(instance);
    for (let conflicts = 0; ; ) {
      const moved = await moveOn(head);
      if (moved === 'stays') return head;
      head = moved === 'conflict' ? await readAgain(instance, ++conflicts) : moved;
    }
  }

  async function repeat(earlier: Entry, incoming: Incoming): Promise<Outcome> {
    const definition = await definitionOf(earlier.process, earlier.version);
    if (!sameRequest(definition, earlier, incoming)) throw new KeyReused(earlier.instance);
    return { entry: earlier, repeated: true };
  }

  return {
    async start({ process, input, key, id, who }) {
      const definition = await definitionOf(process);
      const instance = key === undefined ? newId() : derivedId(who, process, key);
      const incoming: Incoming = { kind: 'start', input, ...receipt(who, id), who };
      return turns.take(instance, async () => {
        const advanced = await beginning(definition, incoming, around(instance, newId(), now()));
        if ('entry' in advanced && (await append(advanced)))
          return { entry: advanced.entry, repeated: false };
        const first = key === undefined ? undefined : await journal.at(instance, 1);
        if (first !== undefined) return repeat(first, incoming);
        throw 'refusal' in advanced ? advanced.refusal : new Conflict(instance, 1);
      });
    },

    async send({ instance, event, id, revision, who, task }) {
      const incoming: Incoming = { kind: 'event', event, ...receipt(who, id), who, ...(task && { task }) };
      return turns.take(instance, () => move(instance, incoming, revision));
    },

    async deliver({ instance, ...incoming }) {
      const { entry } = await turns.take(instance, () => move(instance, incoming));
      return entry;
    },

    async startChild({ process, input, parent }) {
      const definition = await definitionOf(process);
      const instance = childId(parent.instance, parent);
      const who: Who = { kind: 'instance', id: parent.instance };
      await turns.take(instance, async () => {
        const here = around(instance, newId(), now());
        const begin = (surroundings: Surroundings) =>
          beginning(definition, { kind: 'start', input, who, parent }, surroundings);
        const advanced = await begin(here);
        if ('refusal' in advanced) throw advanced.refusal;
        await appendOrEnd(advanced, (failure) => begin({ ...here, failure }));
      });
    },

    async retry({ instance, id, who, reason }) {
      const why = reason === undefined ? {} : { reason };
      const incoming: Incoming = { kind: 'retry', ...receipt(who, id), who, ...why };
      return turns.take(instance, () => move(instance, incoming));
    },

    async byHand({ instance, id, revision, ...deed }) {
      const incoming: Incoming = { ...deed, ...receipt(deed.who, id) };
      return turns.take(instance, () => move(instance, incoming, revision));
    },

    async task({ instance, id, ...deed }) {
      const incoming: Incoming = { ...deed, ...receipt(deed.who, id) };
      return turns.take(instance, () => move(instance, incoming));
    },

    migrate: (instance) => turns.take(instance, () => migrate(instance)),

    head: readHead,

    async at(instance, revision) {
      const entry = await journal.at(instance, revision);
      if (entry !== undefined) return entry;
      await readHead(instance);
      throw new RevisionNotFound(instance, revision);
    },

    async journal(instance, from, limit) {
      const entries = await journal.read(instance, from, limit);
      if (entries.length === 0) await readHead(instance);
      return entries;
    },

    async verify(instance) {
      const problems: { revision: number; problem: string }[] = [];
      let previous: Entry | undefined;
      for (;;) {
        const entries = await journal.read(instance, (previous?.revision ?? 0) + 1, VERIFY_PAGE);
        for (const entry of entries) {
          const found = [
            ...brokenLinks(previous, entry),
            ...(await decidedOtherwise(entry, options.references)),
          ];
          for (const problem of found) problems.push({ revision: entry.revision, problem });
          previous = entry;
        }
        if (entries.length < VERIFY_PAGE) break;
      }
      if (previous === undefined) throw new InstanceNotFound(instance);
      return { instance, intact: problems.length === 0, revisions: previous.revision, problems };
    },
  };
}

type Accepted = Extract<Advanced, { entry: Entry }>;

/** What is written stays written: a listener that fails loses a line of a log, and nothing else. */
async function hear(tell: () => unknown): Promise<void> {
  try {
    await tell();
  } catch {}
}

/** Whether it is the consequence of an earlier commit, which nobody could take back. */
function isFromInside({ kind, event }: Entry): boolean {
  return kind === 'timer' || kind === 'result' || event.who.kind === 'instance';
}

/** Event ids are kept as hashes, one space per caller: a caller's key may be anything, an address too. */
function receipt(who: Who, id: string | undefined): { id?: string } {
  return id === undefined ? {} : { id: derivedId(who, id) };
}

function answers(incoming: Incoming, timer: Token): boolean {
  return (
    incoming.kind === 'timer' &&
    incoming.token.revision === timer.revision &&
    incoming.token.index === timer.index
  );
}

/** Full jitter over a doubling span, in milliseconds: 10, 20, 40, … 320. */
function backoff(conflicts: number, random: number): number {
  return random * Math.min(320, 5 * 2 ** conflicts);
}

function sameRequest(definition: Definition, earlier: Entry, incoming: Incoming): boolean {
  switch (incoming.kind) {
    case 'start': {
      const input = definition.parseInput(incoming.input);
      return (
        earlier.event.type === 'xstate.init' &&
        'value' in input &&
        sameJson(input.value, earlier.event.payload ?? {})
      );
    }
    case 'event': {
      const parsed = definition.parseEvent(incoming.event);
      if ('issues' in parsed) return false;
      return (
        earlier.kind === 'event' &&
        sameJson(parsed.value, { type: earlier.event.type, ...earlier.event.payload }) &&
        sameTask(earlier, incoming.task)
      );
    }
    default:
      return (
        earlier.kind === 'control' && earlier.event.type === incoming.kind && sameDeed(earlier, incoming)
      );
  }
}

/** Whether both are about the same task, or about none. */
function sameTask({ event: { token } }: Entry, task: Token | undefined): boolean {
  return token === undefined || task === undefined ? token === task : sameToken(token, task);
}

/** Whether it was done to the same task or to none, for the same reason, and to the same end. */
function sameDeed(earlier: Entry, incoming: Incoming): boolean {
  const { payload = {} } = earlier.event;
  const { reason, to, person } = incoming as { reason?: string; to?: string; person?: string };
  const task = 'token' in incoming ? incoming.token : undefined;
  const same = payload.reason === reason && payload.to === to && payload.person === person;
  return same && sameTask(earlier, task);
}
