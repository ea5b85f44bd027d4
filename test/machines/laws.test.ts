import { describe, expect, test } from 'vitest';
import { createMachine } from 'xstate';
import * as z from 'zod';
import type { Definition } from '../../engine/definition.ts';
import { all } from '../../functions/definitions.ts';
import { process, schemas } from '../../machines/define.ts';
import { graphBreaches } from './laws.ts';
import { chairs } from './order/orders.ts';
import { type Sample, walkBreaches } from './walk.ts';

const reason = { reason: 'because' };

/** A walk's samples, by process. A process without one fails below. */
const samples: Readonly<Record<string, Sample>> = {
  order: {
    input: { customer: 'c-1', currency: 'EUR', lines: [chairs], shippingMinor: 0 },
    events: {
      'xstate.done.actor.verification': [
        { output: { accepted: true, reasons: [] } },
        { output: { accepted: false, reasons: [{ line: 0, code: 'price-not-positive' }] } },
      ],
      'xstate.done.actor.number': [{ output: 'ORD-1' }],
      pay: [{ amountMinor: 20_000 }, { amountMinor: 10_000 }],
      ship: [{ carrier: 'ACME', tracking: 'T-1' }],
      requestReturn: [{ articles: [{ line: 0, quantity: 2 }] }],
      grantRefund: [{ amountMinor: 10_000, ...reason }],
      refund: [{ amountMinor: 10_000 }],
    },
    essence: ({ outcome, refundDueMinor, totals, failedDeliveries, notices }: OrderContext) => [
      outcome,
      refundDueMinor,
      totals.paidMinor,
      totals.refundedMinor,
      failedDeliveries,
      notices.length,
    ],
    full: ({ notices }: OrderContext) => notices.length > 2,
  },
};

interface OrderContext {
  readonly outcome?: string;
  readonly refundDueMinor: number;
  readonly totals: { readonly paidMinor: number; readonly refundedMinor: number };
  readonly failedDeliveries: number;
  readonly notices: readonly unknown[];
}

const definitions = await Promise.all(all.map(({ load }) => load()));

describe.each(definitions)('$process of version $version', (definition) => {
  test('handles every outcome, and leaves no wait without a way out or a deadline', () => {
    expect(graphBreaches(definition)).toEqual([]);
  });

  test('has no state that cannot be reached, and none from which no end can be', () => {
    const sample = samples[definition.process];
    if (sample === undefined) throw new Error(`There is no sample for ${definition.process}.`);
    expect(walkBreaches(definition, sample)).toEqual([]);
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
  const sample: Sample = { input: {}, events: {}, essence: () => null };
  const end = { type: 'final' };

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
  ])('%s', (_, states, law, state) => {
    expect(graphBreaches(bad(states))).toContainEqual({ law, state });
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
