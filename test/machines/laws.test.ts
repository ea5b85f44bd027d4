import { describe, expect, test } from 'vitest';
import { createMachine, setup } from 'xstate';
import * as z from 'zod';
import { definition as enquiry } from '../../docs/examples/enquiry.ts';
import { definition as sampleRound } from '../../docs/examples/sample-round.ts';
import type { Definition } from '../../engine/definition.ts';
import { all } from '../../functions/definitions.ts';
import { process, schemas } from '../../machines/define.ts';
import { graphBreaches } from './laws.ts';
import { type Sample, walkBreaches } from './walk.ts';

/** What a walk through a process tries stands beside its tests, in `<process>/sample.ts`. */
async function sampleOf({ process }: Definition): Promise<Sample> {
  try {
    const { sample } = (await import(`./${process}/sample.ts`)) as { readonly sample: Sample };
    return sample;
  } catch (cause) {
    throw new Error(`There is no sample for ${process}: write test/machines/${process}/sample.ts.`, {
      cause,
    });
  }
}

const definitions = await Promise.all(all.map(({ load }) => load()));

describe.each(definitions)('$process of version $version', (definition) => {
  test('handles every outcome, and leaves no wait without a way out or a deadline', () => {
    expect(graphBreaches(definition)).toEqual([]);
  });

  test('has no state that cannot be reached, and none from which no end can be', async () => {
    expect(walkBreaches(definition, await sampleOf(definition))).toEqual([]);
  });
});

describe('a machine that breaks a law is found', () => {
  const bad = (states: object): Definition => {
    const parts = schemas({
      input: z.object({}),
      context: z.object({}),
      output: z.object({}),
      events: { go: z.object({}) },
      effects: {},
      inline: {},
    });
    const machine = createMachine({ id: 'bad', initial: 'a', states } as never);
    return process({ name: 'bad', version: 1, title: { en: 'Bad', zh: '坏' }, ...parts, machine });
  };
  const sample: Sample = { inputs: [{}], events: {}, essence: () => null };
  const end = { type: 'final' };
  const task = { role: 'desk', title: { en: 'Go', zh: '走' }, does: ['go'], due: { days: 1 } };
  const inner = (b: object) => ({ on: { go: 'end' }, initial: 'b', states: { b } });

  test.each([
    [
      'an invoke without onError',
      { a: { invoke: { id: 'x', src: 'x', onDone: 'end' } }, end },
      'the invoke x handles error',
      'a',
    ],
    [
      'an invoke without onDone',
      { a: { invoke: { id: 'x', src: 'x', onError: 'end' } }, end },
      'the invoke x handles done',
      'a',
    ],
    [
      'a wait without a way out',
      { a: { after: { 1: 'b' } }, b: { on: { go: {} } }, end },
      'it has a way out',
      'b',
    ],
    ['a wait without a deadline', { a: { on: { go: 'end' } }, end }, 'its wait has a deadline', 'a'],
    [
      'a task without a due time',
      { a: { meta: { task: { ...task, due: undefined } }, on: { go: 'end' }, after: { 1: 'end' } }, end },
      'its task has a due time',
      'a',
    ],
    [
      'a task that time does nothing about',
      { a: { meta: { task }, on: { go: 'end' }, always: { guard: () => false, target: 'end' } }, end },
      'its task is reminded of, or has a deadline',
      'a',
    ],
    [
      'a task whose time passes without a trace',
      { a: { meta: { task }, on: { go: 'end' }, after: { 1: {} } }, end },
      'its task is reminded of, or has a deadline',
      'a',
    ],
  ])('%s', (_, states, law, state) => {
    expect(graphBreaches(bad(states))).toContainEqual({ law, state });
  });

  test.each([
    ['a task with a deadline around it', { a: { ...inner({ meta: { task } }), after: { 1: 'end' } }, end }],
    ['a task with a reminder in it', { a: { meta: { task }, ...inner({ after: { 1: 'b' } }) }, end }],
  ])('%s breaks none', (_, states) => {
    expect(graphBreaches(bad(states))).toEqual([]);
  });

  test.each([
    [
      'a state that nothing leads to',
      { a: { after: { 1: 'end' } }, b: { after: { 1: 'end' } }, end },
      'it can be reached',
      'b',
    ],
    [
      'a circle without an end',
      { a: { after: { 1: 'b' }, on: { go: 'end' } }, b: { after: { 1: 'b' } }, end },
      'it can reach an end',
      '["b",null]',
    ],
  ])('%s', (_, states, law, state) => {
    expect(walkBreaches(bad(states), sample)).toContainEqual({ law, state });
  });
});

describe('a walk', () => {
  test('needs no calendar', () => {
    const sample: Sample = {
      inputs: [{ customer: 'c-1', calendar: 'china' }],
      events: {},
      essence: ({ late }: { late: boolean }) => late,
    };
    expect(walkBreaches(enquiry, sample)).toEqual([]);
  });

  test('takes the ends of children under whatever id', () => {
    const sample: Sample = {
      inputs: [{ article: 'OAK', customers: ['c-1', 'c-2'] }],
      events: {},
      essence: ({ waiting, failed }: { waiting: number; failed: number }) => [waiting, failed],
    };
    expect(walkBreaches(sampleRound, sample)).toEqual([]);
  });

  test('begins with each input: what one does not reach, another may', () => {
    const parts = schemas({
      input: z.object({ way: z.string() }),
      context: z.object({ way: z.string() }),
      output: z.object({}),
      events: {},
      effects: {},
      inline: {},
    });
    const isLeft = ({ context }: { context: { way: string } }) => context.way === 'left';
    const machine = setup(parts.setup).createMachine({
      context: ({ input }) => input,
      output: {},
      initial: 'choosing',
      states: {
        choosing: { always: [{ guard: isLeft, target: 'left' }, { target: 'right' }] },
        left: { type: 'final' },
        right: { type: 'final' },
      },
    });
    const fork = process({ name: 'fork', version: 1, title: { en: 'Fork', zh: '岔路' }, ...parts, machine });
    const walked = (...ways: [string, ...string[]]) => {
      const [first, ...others] = ways.map((way) => ({ way }));
      return walkBreaches(fork, { inputs: [first, ...others], events: {}, essence: () => null });
    };
    expect(walked('left')).toEqual([{ law: 'it can be reached', state: 'right' }]);
    expect(walked('left', 'right')).toEqual([]);
  });
});
