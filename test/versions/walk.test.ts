import { describe, expect, test } from 'vitest';
import { durable } from '../../engine/durable.ts';
import { definition as order } from '../../machines/order/v1.ts';
import { createEnds } from '../../versions/ends.ts';
import { explore } from '../../versions/explore.ts';
import { walk } from '../../versions/walk.ts';
import { gallery } from '../engine/gallery/all.ts';
import { seed } from '../engine/seed.ts';
import { version } from '../engine/versions/pair.ts';

type Config = Parameters<typeof version>[1];
const valuesOf = (config: Config, most = 1000) =>
  walk(version(1, config), most)
    .reached.map(({ value }) => JSON.stringify(value))
    .sort();
const end = { type: 'final' } as const;

describe('a walk finds what can be reached, whatever the guards say', () => {
  test.each<[string, Config, string[]]>([
    [
      'past a guard',
      { initial: 'a', states: { a: { on: { go: { guard: 'many', target: 'b' } } }, b: {}, c: {} } },
      ['"a"', '"b"'],
    ],
    [
      'not behind a transition without one',
      { initial: 'a', states: { a: { on: { go: [{ target: 'b' }, { target: 'c' }] } }, b: {}, c: {} } },
      ['"a"', '"b"'],
    ],
    [
      'not where a state inside takes the event first',
      {
        initial: 'a',
        states: { a: { initial: 'x', states: { x: { on: { go: {} } } }, on: { go: 'b' } }, b: {} },
      },
      ['{"a":"x"}'],
    ],
    [
      'by timers, outcomes and wildcards',
      {
        initial: 'a',
        states: {
          a: { after: { soon: 'b' } },
          b: { invoke: { id: 'w', src: 'work', onDone: 'c', onError: 'd' } },
          c: { on: { '*': 'e' } },
          d: {},
          e: { on: { go: 'f' } },
          f: {},
        },
      },
      ['"a"', '"b"', '"c"', '"d"', '"e"', '"f"'],
    ],
    [
      'but no state that is only passed through',
      {
        initial: 'a',
        states: {
          a: { always: [{ guard: 'many', target: 'b' }, { target: 'c' }] },
          b: { initial: 'x', states: { x: end }, onDone: 'd' },
          c: { invoke: { id: 'j', src: 'judge', onDone: 'd', onError: 'e' } },
          d: { always: { guard: 'many', target: 'e' } },
          e: {},
        },
      },
      ['"d"', '"e"'],
    ],
    [
      'a guarded onDone, taken or not',
      {
        initial: 'b',
        states: { b: { initial: 'x', states: { x: end }, onDone: { guard: 'many', target: 'c' } }, c: {} },
      },
      ['"c"', '{"b":"x"}'],
    ],
    [
      'states beside each other, which take an event together',
      {
        type: 'parallel',
        states: {
          p: { initial: 'a', states: { a: { on: { go: 'b' } }, b: {} } },
          q: { initial: 'a', states: { a: { on: { go: { guard: 'many', target: 'b' } } }, b: {} } },
        },
      },
      ['{"p":"a","q":"a"}', '{"p":"b","q":"a"}', '{"p":"b","q":"b"}'],
    ],
    [
      'what a history remembers',
      {
        initial: 'on',
        states: {
          on: {
            initial: 'x',
            states: { x: { on: { go: 'y' } }, y: {}, last: { type: 'history' } },
            on: { leave: 'off' },
          },
          off: { on: { back: 'on.last' } },
        },
      },
      ['"off"', '"off"', '"off"', '{"on":"x"}', '{"on":"x"}', '{"on":"y"}', '{"on":"y"}'],
    ],
  ])('%s', (_, config, values) => {
    expect(new Set(valuesOf(config))).toEqual(new Set(values));
  });

  test.each(gallery.map(({ definition }) => [definition.process, definition] as const))(
    'also in %s: nothing that random runs reach is missed',
    (_, definition) => {
      const ready = durable(definition);
      const reached = new Set(walk(ready, 5000).reached.map(({ value }) => JSON.stringify(value)));
      const { heads } = explore(ready, { seed, steps: 120 });
      expect(
        [...heads.keys()].filter((value) => !reached.has(value)),
        `BATON_SEED=${seed}`,
      ).toEqual([]);
    },
  );

  test('regions that multiply beyond all bounds are tried in part, which is said', () => {
    const region = {
      initial: 'a',
      states: { a: { on: { go: { guard: 'many', target: 'b' } } }, b: { on: { back: 'c' } }, c: {} },
    } as const;
    const names = Array.from({ length: 12 }, (_, nth) => `r${nth}`);
    const big = version(1, {
      type: 'parallel',
      states: Object.fromEntries(names.map((name) => [name, region])),
    });
    const { reached, notes } = walk(big, 300);
    expect(reached.length).toBeGreaterThanOrEqual(300);
    expect(notes).toEqual([
      expect.stringMatching(
        /^states beside each other make more than 300 state values; \d+ were tried, not all; each state is in one of them$/,
      ),
    ]);
  });
});

describe('an end', () => {
  const definition = version(1, {
    initial: 'a',
    states: {
      a: { on: { go: { guard: 'many', target: 'z' }, stop: 'c' } },
      b: { after: { soon: 'a' } },
      c: { on: { go: 'd' } },
      d: { on: { back: 'c' } },
      p: {
        type: 'parallel',
        onDone: 'z',
        states: {
          one: { initial: 'x', states: { x: { on: { go: 'y' } }, y: end } },
          two: { initial: 'x', states: { x: { on: { go: 'y' } }, y: end, w: {} } },
        },
      },
      z: end,
    },
  });

  test.each<[unknown, boolean]>([
    ['a', true],
    ['b', true],
    ['c', false],
    ['d', false],
    [{ p: { one: 'x', two: 'x' } }, true],
    [{ p: { one: 'x', two: 'w' } }, false],
  ])('can be reached from %j: %s', (value, reachable) => {
    const ends = createEnds(definition, 100);
    expect(ends.from(value as string)).toBe(reachable);
    expect(ends.from(value as string)).toBe(reachable);
    expect(ends.notes()).toEqual([]);
  });

  test('that is too far is not called unreachable', () => {
    const ends = createEnds(durable(order), 2);
    expect(ends.from({ open: { fulfilment: { awaitingPayment: 'waiting' }, notices: 'quiet' } })).toBe(
      undefined,
    );
    expect(ends.notes()).toEqual([
      'an end was not found within 2 state values from 1 instances: there may be none',
    ]);
  });
});
