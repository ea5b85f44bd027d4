import type { Definitions } from './definition.ts';
import type { Engine } from './engine.ts';
import type { Entry, Token } from './entry.ts';
import { DefinitionUnknown } from './errors.ts';
import { createSendMessages } from './messages.ts';
import type { Journal, Projection, ProjectionItem, Queue } from './ports.ts';
import { dispatchesOf, nextLook } from './schedule.ts';
import { createTurns } from './turns.ts';
import { viewOf } from './view.ts';

/** Hands on what was committed, and keeps the projection with the journal. */
export interface Relay {
  /**
   * Hands on everything of an instance that was not yet handed on, in order: effects and timers to the queue,
   * messages to its parent and children. Then brings its projection forward. `known` are new entries in order, where the caller has them; the journal is read where they do not suffice.
   * May be repeated, and run twice at once: things are then handed on again, under the same tokens.
   */
  relay(instance: string, known?: readonly Entry[]): Promise<void>;
}

export interface RelayOptions {
  readonly engine: Engine;
  readonly journal: Journal;
  readonly projection: Projection;
  readonly queue: Queue;
  readonly definitions: Definitions;
  readonly now: () => number;
}

const PAGE = 50;

export function createRelay(options: RelayOptions): Relay {
  const { engine, journal, projection, queue, definitions, now } = options;
  const sendMessages = createSendMessages(engine, definitions);

  async function hand(entries: readonly Entry[], over: number): Promise<boolean> {
    const last = entries.at(-1);
    if (last === undefined) return true;
    const time = now();
    const dispatches = entries.flatMap((entry) => dispatchesOf(entry, time));
    if (dispatches.length > 0) await queue.send(dispatches);
    for (const entry of entries) await sendMessages(entry);
    const handed = ({ revision, index }: Token) =>
      dispatches.some(({ message }) => message.revision === revision && message.index === index);
    return projection.put(await project(definitions, last, time, handed), over === 0 ? undefined : over);
  }

  async function catchUp(instance: string, known: readonly Entry[]): Promise<void> {
    const first = known[0];
    if (first !== undefined && isContiguous(known) && (await hand(known, first.revision - 1))) return;
    for (;;) {
      const relayed = (await projection.get(instance))?.relayed ?? 0;
      const entries = await journal.read(instance, relayed + 1, PAGE);
      const written = await hand(entries, relayed);
      if (written && entries.length < PAGE) return;
    }
  }

  // One at a time per instance, so that this process does not hand the same things on twice.
  const turns = createTurns();
  return { relay: (instance, known = []) => turns.take(instance, () => catchUp(instance, known)) };
}

/** The projection of an instance whose newest entry is `head`; `handed` tells what went to the queue just now. */
async function project(
  definitions: Definitions,
  head: Entry,
  now: number,
  handed: (token: Token) => boolean,
): Promise<ProjectionItem> {
  const definition = await definitions.get(head.process, head.version);
  if (definition === undefined) throw new DefinitionUnknown(head.process, head.version);
  const { key, customer, leaves } = viewOf(definition, head);
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
    ...(due === undefined ? {} : { due }),
  };
}

function isContiguous(entries: readonly Entry[]): boolean {
  return entries.every((entry, index) => entry.revision === (entries[0]?.revision ?? 0) + index);
}
