import { emit, enqueueActions, log, sendParent, sendTo, spawnChild, stopChild } from 'xstate';
import { act, type Case, entry, invoke, loose, onGo } from './loose.ts';

/** Actions that would run code, or do what is not durable. */
export const refusedActions: readonly Case[] = [
  ...(
    [
      ['sendTo', sendTo('somebody', { type: 'x' }), 'raise the event'],
      ['sendParent', sendParent({ type: 'x' }), 'raise the event'],
      ['emit', emit({ type: 'x' }), 'invoke an effect'],
      ['log', log('x'), 'remove it'],
      ['spawnChild', spawnChild('call'), 'invoke the effect in a state'],
      ['stopChild', stopChild('call'), 'leave the state'],
      ['enqueueActions', enqueueActions(act), 'list the actions'],
    ] as const
  ).map(([name, action, remedy]) => ({
    name,
    definition: () => loose(entry(action)),
    state: 'here',
    problem: 'is not durable',
    remedy,
  })),
  {
    name: 'a named action that does not survive',
    definition: () => loose(onGo({ actions: 'tell' }), { actions: { tell: emit({ type: 'x' }) } }),
    state: 'here',
    problem: 'xstate.emit',
    remedy: 'invoke an effect',
  },
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
