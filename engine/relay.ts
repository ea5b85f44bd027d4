import type { Definition, Definitions } from './definition.ts';
import type { Engine } from './engine.ts';
import { type Entry, keyOf, markOf, sameToken, type Token } from './entry.ts';
import { DefinitionUnknown } from './errors.ts';
import type { Sent } from './incoming.ts';
import { createSendMessages } from './messages.ts';
import type { Handed, IsThere, Journal, Projection, ProjectionItem, Queue, TaskBoard } from './ports.ts';
import { dispatchesOf, nextLook } from './schedule.ts';
import { taskItems } from './task-items.ts';
import { createTurns } from './turns.ts';
import { whereaboutsOf } from './view.ts';

/** Hands on what was committed, and keeps the projection with the journal. */
export interface Relay {
  /**
   * Hands on everything of an instance that was not yet handed on, in order: effects and timers to the queue,
   * messages to its parent and children. Then brings its projection forward. `known` are new entries in order, where
   * the caller has them; the journal is read where they do not suffice. May be repeated, and run twice at once:
   * things are then handed on again, under the same tokens. `anew` begins with the first entry, whatever was handed
   * on before.
   */
  relay(instance: string, known?: readonly Entry[], anew?: boolean): Promise<void>;
}

export interface RelayOptions {
  readonly engine: Engine;
  readonly journal: Journal;
  readonly projection: Projection;
  readonly board: TaskBoard;
  readonly queue: Queue;
  readonly definitions: Definitions;
  readonly now: () => number;
  /** Told of entries that were handed on, and of the projection they lead to, before that is written; maybe twice. */
  readonly noted?: (entries: readonly Entry[], item: ProjectionItem) => Promise<void>;
  /** Told of each event that a machine emitted, in order, before that is written; maybe twice, under the same id. */
  readonly announced?: (announcement: Announcement) => Promise<void>;
}

/** An event that a machine emitted. */
export interface Announcement {
  /** `instance` says who emitted it. */
  readonly event: Sent;
  /** The event's own id: always the same. */
  readonly id: string;
  /** Epoch milliseconds at which it was committed. */
  readonly at: number;
  /** Whom it is about. */
  readonly customer?: string;
}

const PAGE = 50;
const NOTHING: Handed = { relayed: 0, mark: markOf('') };

export function createRelay(options: RelayOptions): Relay {
  const { engine, journal, projection, board, queue, definitions, now, noted, announced } = options;
  const sendMessages = createSendMessages(engine, definitions);

  async function hand(entries: readonly Entry[], over: Handed | undefined): Promise<boolean> {
    const last = entries.at(-1);
    if (last === undefined) return true;
    const time = now();
    const dispatches = entries.flatMap((entry) => dispatchesOf(entry, time));
    if (dispatches.length > 0) await queue.send(dispatches);
    for (const entry of entries) await sendMessages(entry);
    const handed = (token: Token) =>
      dispatches.some(({ message }) => message.kind !== 'relay' && sameToken(message, token));
    const definition = await definitions.get(last.process, last.version);
    if (definition === undefined) throw new DefinitionUnknown(last.process, last.version);
    const item = project(definition, last, time, handed);
    const tasks = taskItems(definition, entries, item);
    if (tasks.length > 0) await board.put(tasks, isThere);
    await noted?.(entries, item);
    for (const announcement of announcementsOf(entries, item)) await announced?.(announcement);
    return projection.put(item, over);
  }

  /** What another handed on meanwhile stays; what a restore took away does not. */
  const isThere: IsThere = async ({ instance, revision, mark }) => {
    const entry = await journal.at(instance, revision);
    return entry !== undefined && markOf(entry.hash) === mark;
  };

  /** Entries behind what was handed on. Where that entry is not in the journal (it was restored), all of them. */
  async function behind(instance: string, { relayed, mark }: Handed): Promise<readonly Entry[]> {
    if (relayed === 0) return journal.read(instance, 1, PAGE);
    const [last, ...entries] = await journal.read(instance, relayed, PAGE);
    const same = last !== undefined && last.revision === relayed && markOf(last.hash) === mark;
    return same ? entries : journal.read(instance, 1, PAGE);
  }

  async function catchUp(instance: string, known: readonly Entry[], anew: boolean): Promise<void> {
    const first = known[0];
    // That something before them is missing shows only at the put: too late for messages, which none may overtake.
    const silent = known.every(({ messages, emitted }) => messages.length + emitted.length === 0);
    if (first !== undefined && !anew && silent && isContiguous(known)) {
      const over = { relayed: first.revision - 1, mark: markOf(first.previous) };
      if (await hand(known, over.relayed === 0 ? undefined : over)) return;
    }
    for (let all = anew; ; ) {
      const stored = await projection.get(instance);
      const entries = await behind(instance, stored === undefined || all ? NOTHING : stored);
      const handed = await hand(entries, stored);
      if (handed && entries.length < PAGE - 1) return;
      all = false;
    }
  }

  // One at a time per instance, so that this process does not hand the same things on twice.
  const turns = createTurns();
  return {
    relay: (instance, known = [], anew = false) => turns.take(instance, () => catchUp(instance, known, anew)),
  };
}

/** What these entries announce. A revision that was restored and written anew announces other events. */
function announcementsOf(
  entries: readonly Entry[],
  { customer }: Pick<ProjectionItem, 'customer'>,
): Announcement[] {
  return entries.flatMap(({ instance, revision, hash, emitted, at, recordedAt = at }) =>
    emitted.map((event, index) => ({
      event: { ...event, instance },
      id: keyOf(instance, { revision, index, mark: markOf(hash) }),
      at: recordedAt,
      ...(customer !== undefined && { customer }),
    })),
  );
}

/** The projection of an instance whose newest entry is `head`; `handed` tells what went to the queue just now. */
function project(
  definition: Definition,
  head: Entry,
  now: number,
  handed: (token: Token) => boolean,
): ProjectionItem {
  const { key, customer, leaves } = whereaboutsOf(definition, head);
  const due = nextLook(head, now, definition.effects, handed);
  return {
    instance: head.instance,
    process: head.process,
    version: head.version,
    ...(key === undefined ? {} : { key }),
    ...(customer === undefined ? {} : { customer }),
    status: head.status,
    states: leaves,
    createdAt: head.createdAt,
    updatedAt: head.at,
    revision: head.revision,
    relayed: head.revision,
    mark: markOf(head.hash),
    ...(due === undefined ? {} : { due }),
  };
}

function isContiguous(entries: readonly Entry[]): boolean {
  return entries.every((entry, index) => entry.revision === (entries[0]?.revision ?? 0) + index);
}
