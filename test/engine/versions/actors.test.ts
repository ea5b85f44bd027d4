import { describe, expect, test } from 'vitest';
import { sendTo } from 'xstate';
import { advance } from '../../../engine/advance.ts';
import type { Migration } from '../../../engine/definition.ts';
import { peek } from '../../../engine/kernel.ts';
import { change, entryAfter, migrated, problemsOf, START, taken, version } from './pair.ts';

type Config = Parameters<typeof version>[1];
const two = (config: Config, said: Partial<Migration> = {}) => version(2, config, [change(said)]);

describe('actors', () => {
  const ends = { onDone: 'b', onError: 'b' } as const;
  const from = version(1, {
    initial: 'a',
    states: { a: { invoke: { id: 'w', src: 'work', input: 1, ...ends } }, b: {} },
  });
  const head = entryAfter(from, 0);
  const token = { revision: 1, index: 0 };

  test.each<[string, Config, Partial<Migration>, object[], object[]]>([
    [
      'go on',
      { initial: 'a', states: { a: { invoke: { id: 'w', src: 'work', ...ends } }, b: {} } },
      {},
      [{ id: 'w', ...token }],
      [],
    ],
    [
      'are renamed, and may be another effect by the author’s word',
      { initial: 'a', states: { a: { invoke: { id: 't', src: 'toil', ...ends } }, b: {} } },
      { actors: { w: 't' } },
      [{ id: 't', src: 'toil', ...token }],
      [],
    ],
    ['are dropped', { initial: 'a', states: { a: {}, b: {} } }, { actors: { w: null } }, [], []],
    [
      'are dropped and begin anew',
      { initial: 'a', states: { a: { invoke: { id: 'w', src: 'toil', input: 2, ...ends } }, b: {} } },
      { actors: { w: null } },
      [{ id: 'w', src: 'toil', revision: 2, index: 0 }],
      [{ id: 'w', src: 'toil', revision: 2, index: 0, input: 2 }],
    ],
    [
      'that are new begin',
      {
        initial: 'a',
        states: {
          a: {
            invoke: [
              { id: 'w', src: 'work', ...ends },
              {
                id: 't',
                src: 'toil',
                ...ends,
                input: ({ context }: { context: { n: number } }) => context.n,
              },
            ],
          },
          b: {},
        },
      },
      { context: () => ({ n: 9, log: [] }) },
      [
        { id: 'w', ...token },
        { id: 't', revision: 2, index: 0 },
      ],
      [{ id: 't', src: 'toil', revision: 2, index: 0, input: 9 }],
    ],
  ])('%s', (_, config, said, pending, effects) => {
    const entry = migrated(from, two(config, said), head);
    expect(entry.pending).toMatchObject(pending);
    expect(entry.effects).toMatchObject(effects);
    expect(entry.pending).toHaveLength(pending.length);
    expect(entry.effects).toHaveLength(effects.length);
  });

  test('inline ones that are new are computed in the same commit', () => {
    const to = two({
      initial: 'a',
      states: {
        a: {
          invoke: [
            { id: 'w', src: 'work', ...ends },
            { id: 'j', src: 'judge', onDone: { actions: { type: 'note', params: 'judged' } }, onError: 'b' },
          ],
        },
        b: {},
      },
    });
    const entry = migrated(from, to, head);
    expect(entry.inline).toEqual([{ id: 'j', src: 'judge', output: 7 }]);
    expect(peek(entry.snapshot).context).toEqual({ n: 0, log: ['judged'] });
  });

  test('one that went on takes its outcome under its new id', () => {
    const to = two(
      { initial: 'a', states: { a: { invoke: { id: 't', src: 'work', ...ends } }, b: {} } },
      { actors: { w: 't' } },
    );
    const entry = migrated(from, to, head);
    const result = { kind: 'result', token, outcome: { output: {} } } as const;
    const next = taken(advance(to, entry, result, { instance: 'i', commit: 'd', now: START + 900 }));
    expect(next.event.type).toBe('xstate.done.actor.t');
    expect(peek(next.snapshot).value).toBe('b');
  });

  test('one that was begun and is left at once by an always never starts', () => {
    const to = two(
      {
        initial: 'x',
        states: {
          x: { invoke: { id: 't', src: 'toil', ...ends }, after: { soon: 'b' }, always: 'b' },
          b: {},
        },
      },
      { states: { a: 'x' }, actors: { w: null } },
    );
    expect(migrated(from, to, head)).toMatchObject({ pending: [], effects: [], timers: [] });
  });

  test.each<[string, Config, Partial<Migration>, string]>([
    [
      'one that is not there any more',
      { initial: 'a', states: { a: {}, b: {} } },
      {},
      'the actor w (work) is not there any more: say in actors what becomes of it, or null',
    ],
    [
      'one that does something else now',
      { initial: 'a', states: { a: { invoke: { id: 'w', src: 'toil', ...ends } }, b: {} } },
      {},
      'the actor w (work) is not there any more: say in actors what becomes of it, or null',
    ],
    [
      'one that another state invokes',
      { initial: 'a', states: { a: {}, b: { invoke: { id: 't', src: 'work', ...ends } } } },
      { actors: { w: 't' } },
      'the actor w becomes t, which the state it is in now does not invoke',
    ],
    [
      'one that becomes an inline actor',
      { initial: 'a', states: { a: { invoke: { id: 'j', src: 'judge', ...ends } }, b: {} } },
      { actors: { w: 'j' } },
      'the actor w becomes judge, which is no effect',
    ],
    [
      'one whose failure nothing takes',
      { initial: 'a', states: { a: { invoke: { id: 'w', src: 'work', onDone: 'b' } }, b: {} } },
      {},
      'nothing takes the failure of the actor w',
    ],
  ])('%s is told', (_, config, said, problem) => {
    expect(problemsOf(from, two(config, said), head)).toContain(problem);
  });
});

describe('actors without an id', () => {
  const shape = (name: string) => {
    const work = { src: 'work', onDone: 'z', onError: 'z' };
    const judge = { src: 'judge', onDone: { actions: { type: 'note', params: 'judged' } }, onError: 'z' };
    return { initial: name, states: { [name]: { invoke: [judge, work] }, z: {} } } as Config;
  };
  const from = version(1, shape('a'));
  const head = entryAfter(from, 0);

  test('go on with a renamed state, and are not begun again', () => {
    const entry = migrated(from, two(shape('b'), { states: { a: 'b' } }), head);
    expect(entry.pending).toMatchObject([{ id: '1.m.b', src: 'work', revision: 1 }]);
    expect(entry).toMatchObject({ inline: [], effects: [] });
    expect(peek(entry.snapshot).context).toEqual({ n: 0, log: ['judged'] });
  });

  test('are named by the id that they were given where they become others', () => {
    const to = two(
      { initial: 'b', states: { b: { invoke: { id: 't', src: 'work', onDone: 'z', onError: 'z' } }, z: {} } },
      { states: { a: 'b' }, actors: { '1.m.a': 't' } },
    );
    expect(migrated(from, to, head).pending).toMatchObject([{ id: 't', src: 'work', revision: 1 }]);
  });
});

test('what is sent to an actor that has ended reaches nobody in the later version either', () => {
  const config = (id: string): Config => ({
    initial: 'a',
    on: { go: { actions: sendTo(id, { type: 'back' }) } },
    states: { a: { invoke: { id, src: 'work', onDone: { actions: { type: 'note', params: 'done' } } } } },
  });
  const from = version(1, config('w'));
  const to = two(config('t'), { actors: { w: 't' } });
  const result = { kind: 'result', token: { revision: 1, index: 0 }, outcome: { output: {} } } as const;
  const around = { instance: 'i', commit: 'c', now: START + 600 };
  const ended = taken(advance(from, entryAfter(from, 0), result, around));
  const sent = { kind: 'event', event: { type: 'go' }, who: { kind: 'caller', id: 'test' } } as const;
  expect(taken(advance(to, migrated(from, to, ended, START + 700), sent, around))).toMatchObject({
    ...{ status: 'active', version: 2, revision: 4 },
    messages: [],
  });
});
