import {
  type ActorLogic,
  type AnyActorRef,
  type AnyEventObject,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  createActor,
  type Snapshot,
} from 'xstate';
import type { Definition } from '../../../engine/definition.ts';
import type { EffectOutcome, Sent } from '../../../engine/incoming.ts';
import { codeOf } from '../../../engine/outcomes.ts';
import { createSteppedClock } from '../clock.ts';
import type { Family, Member } from './specimen.ts';

type Logic = ActorLogic<Snapshot<unknown>, AnyEventObject, unknown>;

/** A live XState actor with its live children, on one clock, with effects whose outcome the test decides. */
export interface LiveFamily {
  now(): number;
  /** The root, and every child that is alive, by path. */
  members(): readonly Member[];
  /** Every event that was emitted, per path, in order. */
  emitted(): Readonly<Record<string, readonly AnyEventObject[]>>;
  /** When the armed timers are due, sorted. */
  due(): readonly number[];
  can(path: string, event: Sent): boolean;
  send(path: string, event: Sent): void;
  settle(path: string, effect: string, outcome: EffectOutcome): void;
  /** Fires what is due at or before `time`, in order, and stands there. */
  moveTo(time: number): void;
}

interface AtWork {
  readonly effect: string;
  readonly ref: AnyActorRef;
}

export function createLiveFamily({ definitions }: Family, start: number, input: unknown): LiveFamily {
  const clock = createSteppedClock(start);
  const byProcess = new Map(definitions.map((definition) => [definition.process, definition]));
  const atWork: AtWork[] = [];
  const emitted: Record<string, AnyEventObject[]> = {};

  function machineOf(definition: Definition): AnyStateMachine {
    const inline = Object.entries(definition.inline).map(([src, compute]): [string, Logic] => [
      src,
      bornDone((given) =>
        compute(given as never, {
          instance: '',
          at: clock.now(),
          reference: () => undefined,
          find: () => undefined,
          decide: () => undefined,
        }),
      ),
    ]);
    const effects = Object.keys(definition.effects).map((src): [string, Logic] => [src, directed(src)]);
    const children = Object.entries(definition.children).map(([src, { process }]) => [
      src,
      machineOf(byProcess.get(process) as Definition),
    ]);
    const actors = Object.fromEntries([...inline, ...effects, ...children]) as never;
    return definition.machine.provide({ actors });
  }

  function directed(src: string): Logic {
    return {
      getInitialSnapshot: () => ({ status: 'active', output: undefined, error: undefined }),
      start(_, { self, id }) {
        atWork.push({ effect: `${src} ${id}`, ref: self });
      },
      transition(snapshot, event, { self }) {
        if (event.type === 'xstate.stop') remove(self);
        if (event.type !== 'outcome') return snapshot;
        const { outcome } = event as unknown as { outcome: EffectOutcome };
        return 'error' in outcome
          ? { status: 'error', output: undefined, error: outcome.error }
          : { status: 'done', output: outcome.output, error: undefined };
      },
      getPersistedSnapshot: (snapshot) => snapshot,
    };
  }

  function remove(ref: AnyActorRef): void {
    const place = atWork.findIndex((one) => one.ref === ref);
    if (place >= 0) atWork.splice(place, 1);
  }

  const root = createActor(machineOf(definitions[0]), {
    ...{ clock, input, id: 'root' },
    inspect(event: { type: string; actorRef: AnyActorRef }) {
      if (event.type !== '@xstate.actor') return;
      event.actorRef.on('*', (told: AnyEventObject) => {
        const path = pathOf(event.actorRef);
        emitted[path] = [...(emitted[path] ?? []), told];
      });
    },
  } as never);
  root.subscribe({ error: () => {} });
  root.start();

  function living(ref: AnyActorRef, definition: Definition): [AnyActorRef, Definition][] {
    const snapshot = ref.getSnapshot() as AnyMachineSnapshot;
    if (snapshot.status !== 'active') return [];
    const children = Object.values(snapshot.children as Record<string, AnyActorRef>);
    return [
      [ref, definition],
      ...children.flatMap((child) => {
        const process = definition.children[String(child.src)]?.process;
        return process === undefined ? [] : living(child, byProcess.get(process) as Definition);
      }),
    ];
  }

  function refAt(path: string): AnyActorRef {
    const found = living(root, definitions[0]).find(([ref]) => pathOf(ref) === path);
    if (found === undefined) throw new Error(`Nobody lives at ${path || 'the root'}.`);
    return found[0];
  }

  function memberOf(ref: AnyActorRef, { process }: Definition): Member {
    const { status, value, context, output, error } = ref.getSnapshot() as AnyMachineSnapshot;
    const mine = atWork.filter((one) => (one.ref as { _parent?: AnyActorRef })._parent === ref);
    return {
      ...{ path: pathOf(ref), process, state: value, context, output },
      status: status === 'error' ? 'failed' : status,
      error: error instanceof Error ? { code: 'event-failed' } : error,
      awaited: status === 'active' ? mine.map(({ effect }) => effect) : [],
    };
  }

  return {
    now: () => clock.now(),
    members() {
      const all = living(root, definitions[0]);
      return (all.length > 0 ? all : [[root, definitions[0]] as const])
        .map(([ref, definition]) => memberOf(ref, definition))
        .sort((a, b) => (a.path < b.path ? -1 : 1));
    },
    emitted: () => emitted,
    due: () => (root.getSnapshot().status === 'active' ? clock.due() : []),
    can: (path, event) => (refAt(path).getSnapshot() as AnyMachineSnapshot).can(event),
    send: (path, event) => refAt(path).send(event),
    settle(path, effect, outcome) {
      const one = atWork.find(
        (at) => at.effect === effect && pathOf((at.ref as { _parent?: AnyActorRef })._parent) === path,
      );
      if (one === undefined) throw new Error(`${effect} is not at work.`);
      remove(one.ref);
      one.ref.send({ type: 'outcome', outcome });
    },
    moveTo(time) {
      while (root.getSnapshot().status === 'active' && clock.step(time));
      clock.rest(time);
    },
  };
}

function pathOf(ref: AnyActorRef | undefined): string {
  const parent = (ref as { _parent?: AnyActorRef } | undefined)?._parent;
  if (ref === undefined || parent === undefined) return '';
  const above = pathOf(parent);
  return above === '' ? ref.id : `${above}/${ref.id}`;
}

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
