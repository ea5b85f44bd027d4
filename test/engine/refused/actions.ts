import { createMachine, raise, sendTo, spawnChild } from 'xstate';
import { act, type Case, entry, invoke, loose, onGo } from './loose.ts';

/** Actions that would run code, or do what is not durable. */
export const refusedActions: readonly Case[] = [
  {
    name: 'an actor that is spawned without an id',
    definition: () => loose(entry(spawnChild('call'))),
    state: 'here',
    problem: 'an actor is spawned without an id',
    remedy: 'give it one',
  },
  {
    name: 'an actor that is spawned with a systemId',
    definition: () => loose(entry(spawnChild('call', { id: 'x', systemId: 'y' } as never))),
    state: 'here',
    problem: 'systemId',
    remedy: 'use its id',
  },
  ...(
    [
      ['missing', 'missing' as never],
      ['an actor', createMachine({}) as never],
    ] as const
  ).map(([name, src]) => ({
    name: `the spawning of ${name}`,
    definition: () => loose(entry(spawnChild(src, { id: 'x' } as never))),
    state: 'here',
    problem: `it spawns ${name}, which is not in the setup`,
    remedy: 'name it as an effect, as an inline actor or as a child',
  })),
  ...(
    [
      ['sendTo', sendTo('it', { type: 'go' }, { delay: () => 5 })],
      ['raise', raise({ type: 'go' }, { delay: () => 5 })],
    ] as const
  ).map(([name, action]) => ({
    name: `${name} whose delay is an inline function`,
    definition: () => loose(entry(action)),
    state: 'here',
    problem: 'a delay is an inline function',
    remedy: 'name it in the setup',
  })),
  {
    name: 'a function as an action',
    definition: () => loose({ states: { here: { exit: act } } }),
    state: 'here',
    problem: 'the action (inline) runs code of its own',
    remedy: 'use assign, or name an effect and invoke it',
  },
  {
    name: 'a named function as an action',
    definition: () => loose(onGo({ actions: { type: 'act', params: {} } }), { actions: { act } }),
    state: 'here',
    problem: 'the action act runs code of its own',
    remedy: 'use assign, or name an effect and invoke it',
  },
  {
    name: 'a function behind `always`, deep inside',
    definition: () =>
      loose({
        states: {
          here: {
            initial: 'a',
            states: { a: { initial: 'b', states: { b: { always: { actions: act } } } } },
          },
        },
      }),
    state: 'here.a.b',
    problem: 'runs code of its own',
    remedy: 'use assign',
  },
  {
    name: 'a function on the way into the initial state',
    definition: () =>
      loose({ states: { here: { initial: { target: 'a', actions: act }, states: { a: {} } } } }),
    state: 'here',
    problem: 'runs code of its own',
    remedy: 'use assign',
  },
  ...(
    [
      ['onDone', { src: 'call', onDone: { actions: act } }],
      ['onError', { src: 'call', onError: { actions: act } }],
    ] as const
  ).map(([name, config]) => ({
    name: `a function in an invoke's ${name}`,
    definition: () => loose(invoke(config)),
    state: 'here',
    problem: 'runs code of its own',
    remedy: 'use assign',
  })),
  {
    name: 'a function in the root',
    definition: () => loose({ entry: act, states: { here: {} } }),
    state: '(root)',
    problem: 'runs code of its own',
    remedy: 'use assign',
  },
  {
    name: 'an action that is not there',
    definition: () => loose(entry('missing')),
    state: 'here',
    problem: 'the action missing is not in the setup',
    remedy: 'add it there',
  },
];
