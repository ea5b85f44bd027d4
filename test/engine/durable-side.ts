import { advance, overdueTimer } from '../../engine/advance.ts';
import type { Definition } from '../../engine/definition.ts';
import { durable } from '../../engine/durable.ts';
import { createEngine } from '../../engine/engine.ts';
import type { Entry, Token, Who } from '../../engine/entry.ts';
import { BatonError } from '../../engine/errors.ts';
import type { EffectOutcome, Incoming, Sent } from '../../engine/incoming.ts';
import { parse, stringifyPlain } from '../../engine/json.ts';
import { data, references } from './gallery/calendars.ts';
import { createMemoryJournal } from './memory-journal.ts';

/** An instance in a journal, driven like a live actor. What is refused comes back as its error. */
export interface DurableSide {
  moveTo(time: number): Promise<void>;
  send(event: Sent): Promise<BatonError | undefined>;
  deliver(token: Token, outcome: EffectOutcome): Promise<BatonError | undefined>;
  /** Applies the timers that are overdue, one after the other. */
  catchUp(): Promise<void>;
  /** All entries so far. */
  entries(): Promise<readonly Entry[]>;
}

export type OpenSide = (
  definition: Definition,
  instance: string,
  start: number,
  input: unknown,
) => Promise<DurableSide | BatonError>;

const ready = new WeakMap<Definition, Definition>();

/** The definition as the registry has it, made ready once. */
export function durableOf(given: Definition): Definition {
  const known = ready.get(given) ?? durable(given);
  ready.set(given, known);
  return known;
}

const who: Who = { kind: 'caller', id: 'walker' };

/**
 * The pure `advance`, its entry sent through JSON before every use. `prompt` applies each timer when it is due,
 * otherwise timers wait for the next event and are applied late.
 */
export function pureSide(prompt: boolean): OpenSide {
  return async (given, instance, start, input) => {
    const definition = durableOf(given);
    const entries: Entry[] = [];
    let now = start;
    const apply = (incoming: Incoming, at: number): BatonError | undefined => {
      const head = entries.at(-1);
      const around = { instance, now: at, commit: `commit-${entries.length}`, data };
      const advanced = advance(definition, head && throughJson(head), incoming, around);
      if ('refusal' in advanced) return advanced.refusal;
      entries.push(throughJson(advanced.entry));
      return undefined;
    };
    const catchUp = async () => {
      for (;;) {
        const head = entries.at(-1);
        if (head === undefined) return;
        const token = overdueTimer(head, now);
        if (token === undefined) return;
        const refusal = apply({ kind: 'timer', token }, prompt ? dueOf(head, token) : now);
        if (refusal !== undefined) throw refusal;
      }
    };
    const refusal = apply({ kind: 'start', input, who }, now);
    if (refusal !== undefined) return refusal;
    return {
      async moveTo(time) {
        now = time;
        if (prompt) await catchUp();
      },
      async send(event) {
        await catchUp();
        return apply({ kind: 'event', event, who }, now);
      },
      async deliver(token, outcome) {
        await catchUp();
        return apply({ kind: 'result', token, outcome }, now);
      },
      catchUp,
      entries: async () => entries,
    };
  };
}

/** `createEngine` over a journal in memory: two of them in turn, so that each keeps heads that are old. */
export const engineSide: OpenSide = async (given, instance, start, input) => {
  const journal = createMemoryJournal();
  const definition = durableOf(given);
  let now = start;
  let last = 0;
  const create = () =>
    createEngine({
      journal,
      definitions: { get: async () => definition, list: () => [] },
      references,
      now: () => now,
      random: () => 0,
      sleep: async () => {},
      newId: () => (last++ === 0 ? instance : `id-${last}`),
    });
  const engines = [create(), create()];
  const engine = () => engines[last++ % 2] as ReturnType<typeof create>;
  const refusalOf = async (request: Promise<unknown>): Promise<BatonError | undefined> => {
    try {
      await request;
      return undefined;
    } catch (error) {
      if (error instanceof BatonError) return error;
      throw error;
    }
  };
  const [first] = engines;
  const refusal = await refusalOf(first?.start({ process: given.process, input, who }) ?? Promise.reject());
  if (refusal !== undefined) return refusal;
  return {
    async moveTo(time) {
      now = time;
    },
    send: (event) => refusalOf(engine().send({ instance, event, who, id: `event-${last++}` })),
    deliver: (token, outcome) => refusalOf(engine().deliver({ instance, kind: 'result', token, outcome })),
    async catchUp() {
      for (;;) {
        const token = overdueTimer(await engine().head(instance), now);
        if (token === undefined) return;
        await engine().deliver({ instance, kind: 'timer', token });
      }
    },
    entries: () => journal.read(instance, 1, Number.MAX_SAFE_INTEGER),
  };
};

function throughJson(entry: Entry): Entry {
  return parse(stringifyPlain(entry)) as Entry;
}

function dueOf(head: Entry, token: Token): number {
  const timer = head.timers.find((one) => one.revision === token.revision && one.index === token.index);
  return timer?.dueAt ?? 0;
}
