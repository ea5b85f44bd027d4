import { describe, expect, test } from 'vitest';
import { type AnyStateMachine, assign, sendTo, setup, spawnChild } from 'xstate';
import * as z from 'zod';
import { advance } from '../../../engine/advance.ts';
import type { Definition, Migration } from '../../../engine/definition.ts';
import { durable } from '../../../engine/durable.ts';
import { childId } from '../../../engine/ids.ts';
import { peek } from '../../../engine/kernel.ts';
import { process, schemas } from '../../../machines/define.ts';
import { change, entryAfter, migrated, problemsOf, START, taken } from './pair.ts';

const anything = z.object({});
const title = { en: 'Child', zh: '子' };

const helping = schemas({
  ...{ input: z.unknown(), context: anything, output: anything, events: { go: anything } },
  ...{ effects: {}, inline: {} },
});
const helper = process({
  ...{ name: 'helper', version: 1, title, ...helping },
  machine: setup(helping.setup).createMachine({ context: {}, initial: 'a', states: { a: {} } }),
});

const parts = schemas({
  input: z.object({ n: z.int().optional() }),
  context: z.strictObject({ log: z.array(z.string()) }),
  output: z.unknown(),
  events: { go: anything },
  ...{ effects: {}, inline: {}, children: { helper, other: helper } },
});
const author = setup({
  ...parts.setup,
  actions: { note: assign({ log: ({ context }, what: string) => [...context.log, what] }) },
});

function version(number: number, config: object, said?: Partial<Migration>): Definition {
  const machine: AnyStateMachine = author.createMachine({
    ...{ id: 'm', context: { log: [] } },
    ...config,
  } as never) as never;
  return durable(
    process({
      ...{ name: 'parent', version: number, title, ...parts, machine },
      migrations: () => (said === undefined ? [] : [change(said)]),
    }),
  );
}

const ends = { onDone: 'z', onError: 'z' };
const z_ = { z: { type: 'final' } };
const invoking = (id: string, src = 'helper') => ({
  initial: 'a',
  states: {
    a: { invoke: { id, src, ...ends, onSnapshot: { actions: { type: 'note', params: `heard ${id}` } } } },
    ...z_,
  },
});
const token = { revision: 1, index: 0 };

describe('a child that is invoked', () => {
  const from = version(1, invoking('kid'));
  const head = entryAfter(from, 0);

  test('goes on', () => {
    expect(head.children).toEqual([{ ...token, id: 'kid', src: 'helper' }]);
    const entry = migrated(from, version(2, invoking('kid'), {}), head);
    expect(entry).toMatchObject({ children: [{ ...token, id: 'kid', src: 'helper' }], messages: [] });
  });

  test('goes on under another name, and is heard under that', () => {
    const to = version(2, invoking('son'), { actors: { kid: 'son' } });
    const entry = migrated(from, to, head);
    expect(entry.children).toEqual([{ ...token, id: 'son', src: 'helper' }]);
    const sender = { instance: childId('i', token), child: token, at: START + 600 };
    const snapshot = { type: 'xstate.snapshot.kid', snapshot: { status: 'active', value: 'a', context: {} } };
    const around = { instance: 'i', commit: 'd', now: START + 700 };
    const heard = taken(
      advance(
        to,
        entry,
        { kind: 'message', event: snapshot, from: { ...sender, place: { revision: 2, index: 0 } } },
        around,
      ),
    );
    expect(peek(heard.snapshot).context).toEqual({ log: ['heard son'] });
    const end = {
      kind: 'result',
      token,
      outcome: { output: {} },
      from: { ...sender, place: { revision: 3, index: 0 } },
    } as const;
    expect(taken(advance(to, heard, end, around))).toMatchObject({ status: 'done', children: [] });
  });

  test('is stopped where it is gone, and told so', () => {
    const to = version(
      2,
      { initial: 'a', states: { a: { on: { go: 'z' } }, ...z_ } },
      { actors: { kid: null } },
    );
    expect(migrated(from, to, head)).toMatchObject({
      children: [{ ...token, id: 'kid', stopped: true }],
      messages: [{ kind: 'stop', to: token, revision: 2 }],
    });
  });

  test('is stopped where another takes its name, which begins', () => {
    const entry = migrated(from, version(2, invoking('kid', 'other'), { actors: { kid: null } }), head);
    expect(entry.messages).toMatchObject([
      { kind: 'stop', to: token },
      { kind: 'start', id: 'kid', src: 'other', sync: true },
    ]);
    expect(entry.children).toMatchObject([
      { ...token, stopped: true },
      { id: 'kid', src: 'other', revision: 2 },
    ]);
  });

  test.each<[string, object, Partial<Migration>, string]>([
    [
      'nobody has any more',
      { initial: 'a', states: { a: {}, ...z_ } },
      {},
      'the actor kid (helper) is not there any more: say in actors what becomes of it, or null',
    ],
    [
      'is another process now',
      invoking('kid', 'other'),
      {},
      'the actor kid (helper) is not there any more: say in actors what becomes of it, or null',
    ],
    [
      'nobody hears the end of',
      { initial: 'a', states: { a: { invoke: { id: 'kid', src: 'helper' } }, ...z_ } },
      {},
      'nothing takes the result of the actor kid',
    ],
  ])('that %s is told', (_, config, said, problem) => {
    expect(problemsOf(from, version(2, config, said), head)).toContain(problem);
  });
});

describe('a child that was spawned', () => {
  const spawning = (id: string) => ({
    initial: 'a',
    states: {
      a: { on: { go: { target: 'b', actions: spawnChild('helper', { id }) } } },
      b: { on: { 'xstate.done.actor.*': 'z', 'xstate.error.actor.*': 'z' } },
      ...z_,
    },
  });
  const from = version(1, spawning('kid'));
  const head = entryAfter(from, 0, 'go');

  test('goes on, under its name or another', () => {
    const child = { revision: 2, index: 0, src: 'helper' };
    expect(migrated(from, version(2, spawning('kid'), {}), head).children).toEqual([{ ...child, id: 'kid' }]);
    const renamed = version(2, spawning('son'), { actors: { kid: 'son' } });
    expect(migrated(from, renamed, head).children).toEqual([{ ...child, id: 'son' }]);
  });

  test('is not begun by a migration', () => {
    const before = entryAfter(from, 0);
    expect(migrated(from, version(2, spawning('kid'), {}), before)).toMatchObject({
      children: [],
      messages: [],
    });
  });
});

test('a child that was stopped is waited for, whatever the later version knows', () => {
  const from = version(1, {
    ...invoking('kid'),
    states: { ...invoking('kid').states, a: { ...invoking('kid').states.a, on: { go: 'b' } }, b: {} },
  });
  const head = entryAfter(from, 0, 'go');
  expect(head.children).toMatchObject([{ id: 'kid', stopped: true }]);
  for (const said of [{}, { actors: { kid: null } }]) {
    const entry = migrated(from, version(2, { initial: 'b', states: { b: {}, ...z_ } }, said), head);
    expect(entry).toMatchObject({ children: head.children, messages: [] });
  }
});

test('an event that is due to a child stays due, though the machine itself knows no such event', () => {
  const sending = invoking('kid');
  const from = version(1, {
    ...sending,
    states: {
      ...sending.states,
      a: { ...sending.states.a, on: { go: { actions: sendTo('kid', { type: 'go' }, { delay: 900 }) } } },
    },
  });
  const head = entryAfter(from, 0, 'go');
  expect(head.timers).toMatchObject([{ to: token, event: { type: 'go' } }]);
  expect(migrated(from, version(2, invoking('kid'), {}), head).timers).toEqual(head.timers);
});
