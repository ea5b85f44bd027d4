import { describe, expect, test } from 'vitest';
import type { Migration } from '../../engine/definition.ts';
import { durable } from '../../engine/durable.ts';
import { definition as v1 } from '../../machines/order/v1.ts';
import { gatherCases } from '../../versions/cases.ts';
import { checkMigration } from '../../versions/check-migration.ts';
import { render } from '../../versions/report.ts';
import { definition as v2 } from './order/v2.ts';

const [right] = v2.migrations;
if (right === undefined) throw new Error('The order has no migration.');
const order = gatherCases(durable(v1), { seed: 1 });

const without = <T extends object>(from: T, ...keys: string[]) =>
  Object.fromEntries(Object.entries(from).filter(([key]) => !keys.includes(key))) as T;

interface Context {
  readonly lines: readonly unknown[];
  readonly shipment?: { readonly carrier: string };
}

test('a right migration is sound, in every state value', () => {
  const report = checkMigration(order, durable(v2));
  expect(render(report)).toMatch(/^order 1 → 2 is sound \(\d+ instances in 26 state values, seed \d+\)\.$/);
  expect(report.cases).toBeGreaterThan(100);
});

describe('a wrong migration of the order is refused, with an example', () => {
  const fulfilment = (inner: string) =>
    expect.objectContaining({
      open: expect.objectContaining({
        fulfilment: inner === 'any' ? expect.anything() : { [inner]: 'waiting' },
      }),
    });

  test.each<[string, Partial<Migration>, string | RegExp, unknown]>([
    [
      'a state that was removed lies nowhere',
      { states: without(right.states, 'open.fulfilment.shipping') },
      'the state open.fulfilment.shipping.waiting is not there any more: say in states where it lies',
      fulfilment('shipping'),
    ],
    [
      'a state becomes one that is not there',
      { states: { ...right.states, 'open.fulfilment.awaitingPayment': 'open.fulfilment.unpayed' } },
      'the state open.fulfilment.awaitingPayment.waiting is not there any more as open.fulfilment.unpayed.waiting: say in states where it lies',
      fulfilment('awaitingPayment'),
    ],
    [
      'a state becomes one that has states in it',
      { states: { ...right.states, 'open.fulfilment.returning.waiting': 'open.fulfilment.delivering' } },
      'open.fulfilment.delivering has states in it (waiting): name one of them',
      fulfilment('returning'),
    ],
    [
      'a split forgets a case',
      {
        states: {
          ...right.states,
          'open.fulfilment.packing': ({ lines }: Context) =>
            lines.length > 1 ? 'open.fulfilment.picking' : (undefined as never),
        },
      },
      'the state open.fulfilment.packing.waiting is not there any more: say in states where it lies',
      fulfilment('packing'),
    ],
    [
      'a region is in no state',
      {
        states: { ...right.states, 'open.notices': null },
        timers: { ...right.timers, 'open.notices.telling.noticeDeadline': null },
        actors: { notice: null },
      },
      'the region open.letters is in no state',
      fulfilment('any'),
    ],
    [
      'two regions meet in one',
      {
        states: {
          ...right.states,
          'open.notices': 'open.fulfilment.delivered',
          'open.notices.quiet': 'open.fulfilment.delivered',
          'open.notices.telling': 'open.fulfilment.delivered',
          'open.notices.done': 'open.fulfilment.delivered',
        },
      },
      /^open.fulfilment is in several states at once: /,
      fulfilment('any'),
    ],
    [
      'the context lacks a field',
      { context: ({ untold: _, ...same }: { untold: number }) => ({ ...same, careful: false }) },
      "the context's /unheard expected number, received undefined",
      fulfilment('any'),
    ],
    [
      'the context keeps a field that is gone',
      { context: (same: object) => ({ ...same, unheard: 0, careful: false }) },
      "the context's /untold is not a known field",
      fulfilment('any'),
    ],
    [
      'the context reckons with what is not always there',
      {
        context: ({ shipment, ...same }: Context) => ({
          ...same,
          careful: shipment?.carrier.length === (shipment as { carrier: string }).carrier.length,
        }),
      },
      /^the migration throws: Cannot read properties of undefined/,
      fulfilment('any'),
    ],
    [
      'a timer is not there any more',
      { timers: without(right.timers, 'open.fulfilment.returning.waiting.returnReminder') },
      'the timer open.fulfilment.returning.waiting.returnReminder is not there any more: say in timers what becomes of it, or null',
      fulfilment('returning'),
    ],
    [
      'a timer goes to a state in which the order is not',
      {
        timers: {
          ...right.timers,
          'open.fulfilment.shipping.shippingDeadline': 'open.fulfilment.picking.packingDeadline',
        },
      },
      'the timer open.fulfilment.shipping.shippingDeadline becomes open.fulfilment.picking.packingDeadline, which the state it is in now does not have',
      fulfilment('shipping'),
    ],
    [
      'two timers become one',
      {
        timers: {
          ...right.timers,
          'open.fulfilment.shipping.shippingDeadline': 'open.fulfilment.wrapping.waiting.packingReminder',
        },
      },
      /^the timers open\.fulfilment\.shipping\.\S+ and open\.fulfilment\.shipping\.\S+ both become /,
      fulfilment('shipping'),
    ],
    [
      'an awaited effect is not there any more',
      { actors: {} },
      'the actor notice (notify) is not there any more: say in actors what becomes of it, or null',
      expect.objectContaining({ open: expect.objectContaining({ notices: 'telling' }) }),
    ],
  ])('%s', (_, said, problem, state) => {
    const report = checkMigration(order, durable({ ...v2, migrations: [{ ...right, ...said }] }));
    const failure = report.failures.find((one) =>
      typeof problem === 'string' ? one.problem === problem : problem.test(one.problem),
    );
    expect(report.failures.map((one) => one.problem)).toContainEqual(
      typeof problem === 'string' ? problem : expect.stringMatching(problem),
    );
    expect(failure?.example?.state).toEqual(state);
    expect(failure?.example?.context).toMatchObject({ customer: expect.any(String), totals: {} });
    expect(render(report)).toContain('order 1 → 2 is not sound');
  });
});
