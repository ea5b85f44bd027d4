import { and, createMachine, fromPromise, not, or, raise, stateIn } from 'xstate';
import { after, type Case, entry, invoke, loose, onGo } from './loose.ts';

const child = createMachine({ id: 'child' });

/** Actors, delays and guards that are not there, or not what they should be. */
export const refusedWiring: readonly Case[] = [
  {
    name: 'a child machine in the setup',
    definition: () => loose({ states: { here: {} } }, { actors: { child } }),
    state: '(setup)',
    problem: 'the machine child is no process',
    remedy: 'make a process of it and name it as a child',
  },
  ...['constructor', 'toString', '__proto__'].map((name) => ({
    name: `an actor called ${name}, as what every object has`,
    definition: () => ({
      ...loose({ states: { here: {} } }, { actors: Object.fromEntries([[name, {}]]) }),
      inline: Object.fromEntries(['judge', name].map((one) => [one, () => 1])),
    }),
    state: '(setup)',
    problem: `an actor is called ${name}`,
    remedy: 'rename it',
  })),
  {
    name: 'a child machine in an invoke',
    definition: () => loose(invoke({ src: child })),
    state: 'here',
    problem: 'which is not in the setup',
    remedy: 'name it as an effect, as an inline actor or as a child',
  },
  {
    name: 'a promise in the setup',
    definition: () => loose({ states: { here: {} } }, { actors: { fetch: fromPromise(async () => 1) } }),
    state: '(setup)',
    problem: 'the actor fetch would run in the engine',
    remedy: 'name it as an effect, as an inline actor or as a child',
  },
  {
    name: 'a promise in an invoke',
    definition: () => loose(invoke({ src: fromPromise(async () => 1) })),
    state: 'here',
    problem: 'which is not in the setup',
    remedy: 'name it as an effect, as an inline actor or as a child',
  },
  {
    name: 'an actor that is not there',
    definition: () => loose(invoke({ src: 'missing' })),
    state: 'here',
    problem: 'it invokes missing, which is not in the setup',
    remedy: 'name it as an effect, as an inline actor or as a child',
  },
  {
    name: 'systemId',
    definition: () => loose(invoke({ src: 'call', systemId: 'x' })),
    state: 'here',
    problem: 'systemId',
    remedy: 'use its id',
  },
  {
    name: 'onSnapshot',
    definition: () => loose(invoke({ src: 'call', onSnapshot: 'here' })),
    state: 'here',
    problem: 'call has onSnapshot and is no child',
    remedy: 'use onDone',
  },
  ...(
    [
      ['after', after('missing')],
      ['raise', entry(raise({ type: 'go' }, { delay: 'missing' as never }))],
    ] as const
  ).map(([name, config]) => ({
    name: `a delay that is not there, in ${name}`,
    definition: () => loose(config),
    state: 'here',
    problem: 'the delay missing is not in the setup',
    remedy: 'add it there',
  })),
  ...([undefined, '5s', Number.NaN] as const).map((delay) => ({
    name: `a delay of ${delay}`,
    definition: () => loose(after('soon'), { delays: { soon: delay as never } }),
    state: 'here',
    problem: 'the delay soon is not a number of milliseconds',
    remedy: 'give a number, or a function of the context',
  })),
  ...(
    [
      ['by name', 'missing'],
      ['with parameters', { type: 'missing', params: 1 }],
      ['inside not', not('missing')],
      ['inside and, inside or', or([stateIn('#loose.here'), and([() => true, 'missing'])])],
    ] as const
  ).map(([name, guard]) => ({
    name: `a guard that is not there, ${name}`,
    definition: () => loose(onGo({ guard, target: 'here' })),
    state: 'here',
    problem: 'the guard missing is not in the setup',
    remedy: 'add it there',
  })),
  {
    name: 'a guard that is not there, inside another of the setup',
    definition: () => loose(onGo({ guard: 'outer', target: 'here' }), { guards: { outer: not('missing') } }),
    state: 'here',
    problem: 'the guard missing is not in the setup',
    remedy: 'add it there',
  },
  {
    name: 'one invoke id, twice in a state',
    definition: () =>
      loose(
        invoke([
          { id: 'x', src: 'call' },
          { id: 'x', src: 'judge' },
        ]),
      ),
    state: 'here',
    problem: 'the invoke id x is also used in here',
    remedy: 'give each an id of its own',
  },
  {
    name: 'one invoke id, in a state and above it',
    definition: () =>
      loose({
        invoke: { id: 'x', src: 'call' },
        states: { here: { invoke: { id: 'x', src: 'call' } } },
      }),
    state: '(root)',
    problem: 'the invoke id x is also used in here',
    remedy: 'give each an id of its own',
  },
  {
    name: 'one invoke id, in two regions',
    definition: () =>
      loose({
        states: {
          here: {
            type: 'parallel',
            states: {
              a: { initial: 'c', states: { c: { invoke: { id: 'x', src: 'call' } } } },
              b: { invoke: { id: 'x', src: 'call' } },
            },
          },
        },
      }),
    state: 'here.a.c',
    problem: 'the invoke id x is also used in here.b',
    remedy: 'give each an id of its own',
  },
];
