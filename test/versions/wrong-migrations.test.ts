import { describe, expect, test } from 'vitest';
import { raise } from 'xstate';
import * as z from 'zod';
import type { Definition, Migration } from '../../engine/definition.ts';
import { gatherCases } from '../../versions/cases.ts';
import { checkMigration } from '../../versions/check-migration.ts';
import { change, version } from '../engine/versions/pair.ts';

describe('a wrong migration is refused', () => {
  type Config = Parameters<typeof version>[1];
  const ends = { onDone: 'z', onError: 'z' } as const;
  const z_ = { z: { type: 'final' as const } };
  const from = version(1, {
    initial: 'a',
    states: {
      a: {
        entry: raise({ type: 'go' }, { delay: 500 }),
        on: { go: 'b' },
        initial: 'x',
        states: { x: { on: { back: 'y' } }, y: {}, last: { type: 'history' } },
      },
      b: { invoke: { id: 'w', src: 'work', ...ends }, on: { stop: 'a.last' } },
      ...z_,
    },
  });
  const cases = gatherCases(from, { seed: 1, steps: 300 });
  const a = { on: { go: 'b' }, initial: 'x', states: { x: {}, y: {}, last: { type: 'history' as const } } };
  const b = { invoke: { id: 'w', src: 'work', ...ends }, on: { stop: 'a.last' } } as const;

  test.each<[string, Config, Partial<Migration>, string]>([
    [
      'from where it leads, no end can be reached',
      { initial: 'a', states: { a, b: { on: { stop: 'a' } }, ...z_ } },
      { actors: { w: null } },
      'from here, no end can be reached',
    ],
    [
      'a history is lost',
      { initial: 'a', states: { a: { ...a, states: { x: {}, y: {} } }, b: { ...b, on: {} }, ...z_ } },
      {},
      'the history a.last is not there any more: say in history where it lies, or null',
    ],
    [
      'nobody takes a delayed event any more',
      { initial: 'a', states: { a: { ...a, on: { leave: 'b' } }, b, ...z_ } },
      {},
      'no state takes the delayed event go: say in timers what becomes of it, or null',
    ],
    [
      'it ends what it should carry over',
      { initial: 'a', states: { a: { ...a, on: { go: 'z' } }, ...z_ } },
      { states: { b: 'z' }, actors: { w: null } },
      'the whole would be at its end without its onDone: choose a state before the end, with an always',
    ],
    [
      'nothing takes a failure',
      { initial: 'a', states: { a, b: { invoke: { id: 'w', src: 'work', onDone: 'z' } }, ...z_ } },
      {},
      'nothing takes the failure of the actor w',
    ],
    [
      'it goes round for ever',
      { initial: 'a', states: { a, b, c: { always: 'd' }, d: { always: 'c' }, ...z_ } },
      { states: { b: 'c' }, actors: { w: null } },
      'the migration throws: `always` and `raise` lead on and on in one transition',
    ],
    [
      'what begins has no delay',
      { initial: 'a', states: { a: { ...a, after: { never: 'b' } }, b, ...z_ } },
      {},
      'the migration throws: The delay never is NaN, not a number of milliseconds.',
    ],
    [
      'it names what is not there',
      { initial: 'a', states: { a, b, ...z_ } },
      { states: { q: 'a.x' }, regions: { r: 'a.x' }, timers: { s: 't' }, actors: { u: 'v' } },
      'states names q, which version 1 does not have',
    ],
  ])('%s', (_, config, said, problem) => {
    const { failures } = checkMigration(cases, version(2, config, [change(said)]));
    expect(failures.map((one) => one.problem)).toContainEqual(expect.stringContaining(problem));
  });

  test('an effect that goes on may give back what is not valid any more', () => {
    const schema = z.strictObject({ receipt: z.string() });
    const parse = (value: unknown) =>
      schema.safeParse(value).success ? { value } : { issues: [{ path: '/receipt', message: 'is missing' }] };
    const to = version(2, { initial: 'a', states: { a, b, ...z_ } }, [change()]);
    const work = to.effects.work;
    if (work === undefined) throw new Error('There is no effect.');
    const stricter = { ...to, effects: { ...to.effects, work: { ...work, parseOutput: parse } } };
    expect(checkMigration(cases, stricter).failures.map((one) => one.problem)).toContainEqual(
      expect.stringMatching(
        /^the effect work goes on as work, but may give back \{.*\}: \/receipt is missing$/,
      ),
    );
  });

  test('nothing passes untried: where no context is known, samples are asked for', () => {
    const blind: Definition = {
      ...from,
      jsonSchemas: () => ({ ...from.jsonSchemas(), input: { type: 'null' } }),
    };
    const to = (samples: unknown[]) =>
      version(2, { initial: 'a', states: { a, b, ...z_ } }, [change({ samples })]);
    const cases = gatherCases(blind, { seed: 1, steps: 10 });
    const [untried] = checkMigration(cases, to([])).failures;
    expect(untried).toMatchObject({
      problem: 'no context is known, so that it was not tried: give samples',
      example: { state: { a: 'x' } },
      more: expect.any(Number),
    });
    expect(checkMigration(cases, to([{ n: 1, log: [] }])).failures).toEqual([]);
  });
});
