import type { Definition } from '../../engine/definition.ts';
import { createEngine, type Engine, type EngineOptions } from '../../engine/engine.ts';
import type { Entry, Token, Who } from '../../engine/entry.ts';
import { BatonError } from '../../engine/errors.ts';
import type { Sent } from '../../engine/incoming.ts';
import { peek } from '../../engine/kernel.ts';
import type { Journal } from '../../engine/ports.ts';
import { createDefinitions } from '../../engine/registry.ts';
import { createMemoryJournal, type MemoryJournal } from './memory-journal.ts';
import { ticket } from './ticket.ts';

export const who: Who = { kind: 'caller', id: 'tester' };
export const START = 1_000_000;

/** Engines over one journal in memory, on a clock that stands still until it is moved. */
export interface Harness {
  readonly journal: MemoryJournal;
  readonly clock: { now: number };
  readonly engine: Engine;
  /** One more process: an engine of its own, with heads of its own, over the same journal. */
  another(options?: Partial<EngineOptions>): Engine;
  /** A new ticket; its id. */
  open(n?: number): Promise<string>;
  send(instance: string, event: Sent, id?: string): Promise<Entry>;
  /** The requests that `act` made of the journal, in order. */
  requests(act: () => Promise<unknown>): Promise<readonly string[]>;
}

export function createHarness(definitions: readonly Definition[] = [ticket]): Harness {
  const journal = createMemoryJournal();
  const clock = { now: START };
  const bundled = createDefinitions(definitions);
  let last = 0;
  const another = (options: Partial<EngineOptions> = {}): Engine =>
    createEngine({
      journal,
      definitions: bundled,
      now: () => clock.now,
      random: () => 0,
      sleep: async () => {},
      newId: () => `id-${String(++last).padStart(6, '0')}`,
      ...options,
    });
  const engine = another();
  return {
    journal,
    clock,
    engine,
    another,
    async open(n = 0) {
      const { entry } = await engine.start({ process: 'ticket', input: { n }, who });
      return entry.instance;
    },
    async send(instance, event, id) {
      const { entry } = await engine.send({ instance, event, who, ...(id === undefined ? {} : { id }) });
      return entry;
    },
    async requests(act) {
      const before = journal.requests.length;
      await act();
      return journal.requests.slice(before);
    },
  };
}

/** The journal with some of its methods replaced. */
export function meddled(journal: Journal, changes: Partial<Journal>): Journal {
  return { ...journal, ...changes };
}

/** What a request was refused with; fails where it was not. */
export async function refusalOf(request: Promise<unknown>): Promise<BatonError> {
  try {
    await request;
  } catch (error) {
    if (error instanceof BatonError) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}

export function contextOf(entry: Entry): Record<string, unknown> {
  return peek(entry.snapshot).context as Record<string, unknown>;
}

export function stateOf(entry: Entry): unknown {
  return peek(entry.snapshot).value;
}

/** The token of the effect or timer at `place` among those that an entry still awaits. */
export function tokenOf(waiting: readonly Token[], place = 0): Token {
  const found = waiting[place];
  if (found === undefined) throw new Error(`Nothing is awaited at ${place}.`);
  return { revision: found.revision, index: found.index };
}
