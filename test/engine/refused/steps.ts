import {
  type AnyActorRef,
  assign,
  createEmptyActor,
  emit,
  enqueueActions,
  raise,
  sendParent,
  sendTo,
  spawnChild,
} from 'xstate';
import type { Definition } from '../../../engine/definition.ts';
import { loose, onGo } from './loose.ts';

/** What a machine does on `go` that only then can be seen; the reason and words of the refusal. */
export interface RefusedStep {
  readonly name: string;
  readonly definition: () => Definition;
  readonly reason: string | undefined;
  readonly words: string;
}

const self = (({ self }: { self: unknown }) => self) as never;
const doing = (actions: unknown) => () => loose(onGo({ actions }));
const queueing = (collect: (enqueue: never) => void) =>
  doing(enqueueActions(({ enqueue }) => collect(enqueue as never)));
type Enqueue = ((action: unknown) => void) &
  Record<'spawnChild' | 'sendTo' | 'raise', (...args: unknown[]) => void>;

export const refusedSteps: readonly RefusedStep[] = [
  {
    name: 'code of its own, queued',
    definition: queueing((enqueue: Enqueue) => enqueue(() => {})),
    reason: 'not-durable',
    words: 'runs code of its own; name an effect and invoke it',
  },
  {
    name: 'a spawn inside an assign',
    definition: doing(
      assign({
        it: ({ spawn }: { spawn: (...args: unknown[]) => unknown }) => spawn('call', { id: 'it' }),
      } as never),
    ),
    reason: 'not-durable',
    words: 'the actor it was spawned inside an assign; use spawnChild, with an id',
  },
  {
    name: 'an actor without an id, queued',
    definition: queueing((enqueue: Enqueue) => enqueue.spawnChild('call')),
    reason: 'not-durable',
    words: 'the actor call was spawned without an id; give it one',
  },
  {
    name: 'an actor whose id is a function that has none',
    definition: doing(spawnChild('call' as never, { id: (() => undefined) as never } as never)),
    reason: 'not-durable',
    words: 'the actor call was spawned without an id; give it one',
  },
  {
    name: 'an actor that is not in the setup, queued',
    definition: queueing((enqueue: Enqueue) => enqueue.spawnChild('missing', { id: 'x' })),
    reason: 'not-durable',
    words: 'the actor missing is not in the setup; add it there',
  },
  {
    name: 'an actor with a systemId, queued',
    definition: queueing((enqueue: Enqueue) => enqueue.spawnChild('call', { id: 'x', systemId: 'y' })),
    reason: 'not-durable',
    words: "it uses the systemId y; use the actor's id",
  },
  {
    name: 'an id that objects already have',
    definition: doing(spawnChild('call' as never, { id: '__proto__' } as never)),
    reason: 'not-durable',
    words: '__proto__ cannot be the id of an actor; give it another',
  },
  {
    name: 'an id that is still alive',
    definition: doing([
      spawnChild('call' as never, { id: 'x' } as never),
      spawnChild('call' as never, { id: 'x' } as never),
    ]),
    reason: 'not-durable',
    words: 'the actor x is still alive; stop it first, or use another id',
  },
  {
    name: 'asking the system for an actor',
    definition: doing(
      sendTo(
        (({ system }: { system: { get(id: string): never } }) => system.get('x')) as never,
        {
          type: 'x',
        } as never,
      ),
    ),
    reason: 'not-durable',
    words: "it uses the systemId x; use the actor's id",
  },
  {
    name: 'an event that code of its own sends to itself',
    definition: doing(assign((({ self }: { self: AnyActorRef }) => self.send({ type: 'x' })) as never)),
    reason: 'not-durable',
    words: 'code of its own sends x; use the action raise, sendTo or sendParent',
  },
  ...(
    [
      ['sent', sendTo(self, { type: 'xstate.stop' } as never)],
      ['emitted', emit({ type: 'xstate.done.actor.x' })],
    ] as const
  ).map(([how, action]) => ({
    name: `an event of the engine's own, ${how}`,
    definition: doing(action),
    reason: 'not-durable',
    words: `was ${how}; give it a type of its own`,
  })),
  {
    name: 'a delay that is no number, queued',
    definition: queueing((enqueue: Enqueue) => enqueue.raise({ type: 'go' }, { delay: Number.NaN })),
    reason: 'not-durable',
    words: 'the delay of go is not a finite number',
  },
  {
    name: 'an actor in an event',
    definition: doing(sendTo(self, { type: 'x', ref: createEmptyActor() } as never)),
    reason: 'not-json',
    words: '/ref is a',
  },
  {
    name: 'a date in an event that is emitted',
    definition: doing(emit({ type: 'x', at: new Date(0) } as never)),
    reason: 'not-json',
    words: '/at is a Date, not plain data',
  },
  {
    name: 'a map in the context',
    definition: doing(assign({ all: () => new Map() } as never)),
    reason: 'not-json',
    words: '/context/all is a Map, not plain data',
  },
  {
    name: 'a loop of `always`',
    definition: () =>
      loose({
        states: { here: { on: { go: 'there' } }, there: { always: 'back' }, back: { always: 'there' } },
      }),
    reason: 'endless-loop',
    words: '`always` and `raise` lead on and on in one transition',
  },
  {
    name: 'a loop of `raise`',
    definition: () => loose(onGo({ actions: raise({ type: 'go' }) })),
    reason: 'endless-loop',
    words: '`always` and `raise` lead on and on in one transition',
  },
  {
    name: 'a message to a parent that is not there',
    definition: doing(sendParent({ type: 'x' })),
    reason: undefined,
    words: '',
  },
  {
    name: 'a message to an actor that never was',
    definition: doing(sendTo('nobody', { type: 'x' })),
    reason: undefined,
    words: '',
  },
];
