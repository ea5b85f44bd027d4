import {
  type ActorLogic,
  type AnyActorRef,
  type AnyEventObject,
  type AnyStateMachine,
  createActor,
  type Snapshot,
} from 'xstate';
import type { Definition } from '../../engine/definition.ts';
import type { EffectOutcome, Sent } from '../../engine/incoming.ts';
import { codeOf } from '../../engine/outcomes.ts';
import { createReader, ReferenceMissing } from '../../engine/references.ts';
import { createSteppedClock } from './clock.ts';
import { data } from './gallery/calendars.ts';
import type { Asked, Move, Seen } from './seen.ts';

type Logic = ActorLogic<Snapshot<unknown>, AnyEventObject, unknown>;

/** A live XState actor of a definition, on a clock of its own, with effects whose outcome the test decides. */
export interface Live {
  now(): number;
  /** Fires what is due at or before `time`, in order, and stands there. */
  moveTo(time: number): void;
  can(event: Sent): boolean;
  send(event: Sent): void;
  /** Effects at work, in the order in which they were started: each is the same object for as long as it works. */
  atWork(): readonly Asked[];
  /** Ends an effect that is at work. */
  settle(asked: Asked, outcome: EffectOutcome): void;
  seen(): Seen;
  /** What happened since it was last asked, one entry per event, outcome or timer. */
  moves(): Move[];
  /** Takes the last of the moves back: it changed nothing. */
  forgetMove(): void;
}

interface AtWork extends Asked {
  readonly ref: AnyActorRef;
}

export function createLive(definition: Definition, instance: string, start: number, input: unknown): Live {
  const clock = createSteppedClock(start);
  const atWork: AtWork[] = [];
  let moves: Move[] = [];
  let current = { started: [] as AtWork[], stopped: [] as AtWork[], emitted: [] as unknown[] };
  const reader = createReader(data);
  const machine = rehearse(definition, {
    compute: (src, given) =>
      definition.inline[src]?.(given as never, {
        instance,
        at: clock.now(),
        reference: reader.read,
        find: reader.find,
        decide: (decision, facts) => reader.decide(decision, facts, { instance, at: clock.now() }),
      }),
    moment: () => ({ at: clock.now(), reference: reader.read, find: reader.find }),
    begin(src, id, given, ref) {
      const asked = { src, id, input: given, ref };
      atWork.push(asked);
      current.started.push(asked);
      return () => {
        current.stopped.push(asked);
        atWork.splice(atWork.indexOf(asked), 1);
      };
    },
  });

  function moved(act: () => void): void {
    current = { started: [], stopped: [], emitted: [] };
    act();
    const { started, stopped, emitted } = current;
    // What began and ended within one move was never handed on.
    const lasting = (all: AtWork[], other: AtWork[]) => all.filter((one) => !other.includes(one)).map(named);
    moves.push({
      ...{ at: clock.now(), emitted },
      ...{ started: lasting(started, stopped), stopped: lasting(stopped, started) },
    });
  }

  const actor = createActor(machine, { clock, input, logger: () => {} } as never);
  actor.on('*', (event) => void current.emitted.push(event));
  actor.subscribe({ error: () => {} });
  moved(() => void actor.start());
  const isActive = () => actor.getSnapshot().status === 'active';

  return {
    now: () => clock.now(),
    moveTo(time) {
      for (let fired = true; fired && isActive(); ) {
        const before = moves.length;
        moved(() => {
          fired = clock.step(time);
        });
        if (!fired) moves.length = before;
      }
      clock.rest(time);
    },
    can: (event) => isActive() && actor.getSnapshot().can(event),
    send: (event) => moved(() => actor.send(event)),
    atWork: () => [...atWork],
    settle(asked, outcome) {
      const [one] = atWork.splice(atWork.indexOf(asked as AtWork), 1);
      moved(() => one?.ref.send({ type: 'outcome', outcome }));
    },
    seen() {
      const { status, value, context, output, error } = actor.getSnapshot();
      return {
        status: status === 'error' ? 'failed' : status,
        state: value,
        context,
        output,
        error: error instanceof Error ? { code: codeOfFailure(error) } : error,
        awaited: isActive() ? atWork.map(named) : [],
        due: isActive() ? clock.due() : [],
      };
    },
    moves() {
      const all = moves;
      moves = [];
      return all;
    },
    forgetMove: () => void moves.pop(),
  };
}

/** As the engine names it. */
function codeOfFailure(error: Error): string {
  if (error instanceof ReferenceMissing) return error.code;
  return error.message.startsWith('Infinite loop detected') ? 'endless-loop' : 'event-failed';
}

function named({ src, id, input }: Asked): Asked {
  return { src, id, input };
}

/** What the actors and the delays of a live machine are made of. */
interface Cast {
  /** What delays find in the system beside what XState has there. */
  moment(): object;
  compute(src: string, input: unknown): unknown;
  /** Starts an effect; what comes back is called when it is stopped. */
  begin(src: string, id: string, input: unknown, ref: AnyActorRef): () => void;
}

const stages = new WeakMap<Definition, { machine: AnyStateMachine; cast: Cast }>();

/** The machine with actors of its own. It is built once per definition, so one live actor of it runs at a time. */
function rehearse(definition: Definition, cast: Cast): AnyStateMachine {
  const known = stages.get(definition);
  if (known !== undefined) {
    known.cast = cast;
    return known.machine;
  }
  const inline = Object.keys(definition.inline).map((src): [string, Logic] => [
    src,
    bornDone((input) => stage.cast.compute(src, input)),
  ]);
  const effects = Object.keys(definition.effects).map((src): [string, Logic] => [
    src,
    directed((id, input, ref) => stage.cast.begin(src, id, input, ref)),
  ]);
  const delays = Object.entries(definition.machine.implementations.delays).map(([name, delay]) => [
    name,
    typeof delay === 'function' ? timely(delay as never, () => stage.cast.moment()) : delay,
  ]);
  const machine = definition.machine.provide({
    actors: Object.fromEntries([...inline, ...effects]) as never,
    delays: Object.fromEntries(delays) as never,
  });
  // As the engine does, so that a loop that never ends is an error here too.
  machine.options.maxIterations = Math.min(machine.options.maxIterations ?? Infinity, 1000);
  const stage = { machine, cast };
  stages.set(definition, stage);
  return machine;
}

/** A delay whose system knows the moment, as it does in the engine. */
function timely(delay: (args: { system: object }) => unknown, moment: () => object) {
  return (args: { system: object }) =>
    delay({ ...args, system: Object.assign(Object.create(args.system), { moment: moment() }) });
}

/** An inline actor as XState would have it: done, or failed, from the beginning. */
function bornDone(compute: (input: unknown) => unknown): Logic {
  return {
    getInitialSnapshot(_, input) {
      try {
        return { status: 'done', output: compute(input), error: undefined };
      } catch (cause) {
        return { status: 'error', output: undefined, error: { code: codeOf(cause) } };
      }
    },
    transition: (snapshot) => snapshot,
    getPersistedSnapshot: (snapshot) => snapshot,
  };
}

/** An effect that works until it is told its outcome, or stopped. */
function directed(begin: (id: string, input: unknown, ref: AnyActorRef) => () => void): Logic {
  const inputs = new WeakMap<object, unknown>();
  const ends = new WeakMap<object, () => void>();
  return {
    getInitialSnapshot(scope, input) {
      inputs.set(scope.self, input);
      return { status: 'active', output: undefined, error: undefined };
    },
    start(_, scope) {
      ends.set(scope.self, begin(scope.id, inputs.get(scope.self), scope.self));
    },
    transition(snapshot, event, scope) {
      if (event.type === 'xstate.stop') ends.get(scope.self)?.();
      if (event.type !== 'outcome') return snapshot;
      const { outcome } = event as unknown as { outcome: EffectOutcome };
      return 'error' in outcome
        ? { status: 'error', output: undefined, error: outcome.error }
        : { status: 'done', output: outcome.output, error: undefined };
    },
    getPersistedSnapshot: (snapshot) => snapshot,
  };
}
