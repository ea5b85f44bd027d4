import type { Calendar } from '../../calendar/calendar.ts';
import { workingTime } from '../../calendar/working-time.ts';
import { advance, overdueTimer } from '../../engine/advance.ts';
import { DECISION, type Deciding, type DecisionInForce } from '../../engine/deciding.ts';
import type { Definition } from '../../engine/definition.ts';
import { durable } from '../../engine/durable.ts';
import type { Entry, Token, Who } from '../../engine/entry.ts';
import type { Advanced, EffectOutcome, Incoming, Sent } from '../../engine/incoming.ts';
import type { Reference } from '../../engine/ports.ts';
import { type Data, referenceName } from '../../engine/references.ts';
import { viewOf } from '../../engine/view.ts';
import { decidedBy } from '../../functions/decisions/decided.ts';
import { type Duration, lasting } from '../../machines/define.ts';
import type { Decider } from '../../rules/decider.ts';
import { bundledData } from './bundled-data.ts';

const WHO: Who = { kind: 'caller', id: 'rehearsal' };

export interface RehearsalOptions {
  /** Epoch milliseconds. */
  readonly startsAt?: number;
  /** The calendars that the process names, by id. */
  readonly calendars?: Readonly<Record<string, Calendar>>;
  /** Decisions that are published, made ready, by id: as version 1; null where nothing of one is published. */
  readonly decisions?: Readonly<Record<string, Decider | null>>;
}

/**
 * One instance alone, moved by the engine's own `advance`: for thousands of runs, and for what is in one transition.
 * There is nothing around it, no store, queue, performer, person or child; the clock moves only by `pass`. Every method
 * throws what the engine refuses. Throws `NotDurable` where the definition cannot be registered.
 */
export function rehearse(
  given: Definition,
  input: unknown,
  { startsAt = Date.UTC(2026, 0, 1, 12), calendars = {}, decisions = {} }: RehearsalOptions = {},
) {
  const definition = durable(given);
  const known = Object.entries(calendars).map(([id, calendar]): [string, Reference] => [
    referenceName('calendar', id),
    { revision: 1, value: workingTime(calendar) },
  ]);
  const published = Object.entries(decisions).map(([id, decider]): [string, Reference] => [
    referenceName(DECISION, id),
    { revision: 1, value: inForceAlways(decider) },
  ]);
  const references = new Map([...known, ...published]);
  const data: Data = { get: (name) => references.get(name) ?? bundledData.get(name) };
  let now = startsAt;
  let head = take(move(undefined, { kind: 'start', input, who: WHO }));

  function move(from: Entry | undefined, incoming: Incoming): Advanced {
    const commit = `commit-${(from?.revision ?? 0) + 1}`;
    const instance = '0000000000rehearsal0000000';
    return advance(definition, from, incoming, { instance, now, commit, data });
  }

  function take(advanced: Advanced): Entry {
    if ('refusal' in advanced) throw advanced.refusal;
    return advanced.entry;
  }

  /** The effect that is awaited under the machine's id of its invoke. */
  function awaited(id: string) {
    const effect = head.pending.find((pending) => pending.id === id);
    if (effect === undefined) throw new Error(`No effect ${id} is awaited.`);
    return effect;
  }

  function deliver({ revision, index }: Token, outcome: EffectOutcome) {
    head = take(move(head, { kind: 'result', token: { revision, index }, outcome }));
  }

  return {
    get head() {
      return head;
    },
    get view() {
      return viewOf(definition, head);
    },
    /** Names of the effects whose outcome is awaited. */
    get awaits() {
      return head.pending.map((effect) => effect.src);
    },
    send(event: Sent) {
      head = take(move(head, { kind: 'event', event, who: WHO }));
    },
    /** The effect was performed, with an output that fits its schema. */
    succeed(id: string, output: unknown = {}) {
      const effect = awaited(id);
      const parsed = definition.effects[effect.src]?.parseOutput(output);
      if (parsed === undefined || 'issues' in parsed) {
        throw new Error(`This is no output of ${effect.src}: ${JSON.stringify(parsed?.issues)}`);
      }
      deliver(effect, { output: parsed.value });
    },
    /** The effect is out of attempts or time, and its policy is `fail`. */
    fail(id: string, code: string) {
      deliver(awaited(id), { error: { code } });
    },
    /** Time passes; timers fire as they fall due. */
    pass(duration: Duration) {
      now += lasting(duration);
      for (let token = overdueTimer(head, now); token !== undefined; token = overdueTimer(head, now)) {
        head = take(move(head, { kind: 'timer', token }));
      }
    },
  };
}

function inForceAlways(decider: Decider | null): DecisionInForce {
  const deciding: Deciding | undefined = decider ? { version: 1, decide: decidedBy(decider) } : undefined;
  return { at: () => deciding, version: async () => deciding };
}
