import { describe, expect, test } from 'vitest';
import { advance } from '../../../engine/advance.ts';
import type { Inline } from '../../../engine/definition.ts';
import { durable } from '../../../engine/durable.ts';
import type { Entry } from '../../../engine/entry.ts';
import { derivedId } from '../../../engine/ids.ts';
import type { Surroundings } from '../../../engine/incoming.ts';
import { viewOf } from '../../../engine/view.ts';
import { definition } from '../../../machines/order/v1.ts';
import { bundledData } from '../../kit/bundled-data.ts';
import { chairs } from './orders.ts';

const ready = durable(definition);
const who = { kind: 'caller', id: 'shop' } as const;
const noon = Date.UTC(2026, 10, 22, 12);

function started(around: Partial<Surroundings> = {}, input: object = {}): Entry {
  const advanced = advance(
    ready,
    undefined,
    { kind: 'start', input: { customer: 'c-1', currency: 'EUR', lines: [chairs], ...input }, who },
    { instance: '7k3qhb2f0m9znvw6xyat5s1c4e', now: noon, commit: 'c', data: bundledData, ...around },
  );
  if ('refusal' in advanced) throw advanced.refusal;
  return advanced.entry;
}

const fails: Inline = () => {
  throw Object.assign(new Error('Jane Doe, jane@example.org'), { code: 'down' });
};

describe('what fails while an order is submitted ends it, seen by all, in one transition', () => {
  test.each([
    ['verification', 'verifyOrder', 1],
    ['number', 'numberOrder', 2],
  ])('the %s', (id, src, inlines) => {
    const entry = started({ inline: { [src]: fails } });
    expect(entry).toMatchObject({ revision: 1, status: 'done', effects: [], timers: [], pending: [] });
    expect(entry.inline).toHaveLength(inlines);
    expect(entry.inline.at(-1)).toEqual({ id, src, error: { code: 'down' } });
    expect(viewOf(ready, entry)).toMatchObject({ state: 'failed', output: { outcome: 'failed' } });
    expect(JSON.stringify(entry)).not.toContain('Jane');
  });
});

describe('the order number', () => {
  test('is the instance’s key from the first revision on, and reads as day, time and instance', () => {
    const entry = started();
    const { key, customer } = viewOf(ready, entry);
    expect(key).toBe('ORD-20261122-196BG0-7K3QHB2F0M');
    expect(customer).toBe('c-1');
  });

  test('of ten thousand orders of one millisecond, each has its own', () => {
    const numbers = new Set<unknown>();
    const compute = definition.inline.numberOrder as (input: undefined, scope: object) => string;
    for (let n = 0; n < 10_000; n++) {
      numbers.add(compute(undefined, { instance: derivedId(who, 'order', `key-${n}`), at: noon }));
    }
    expect(numbers.size).toBe(10_000);
  });

  test('has no letter that is read for another', () => {
    expect(viewOf(ready, started({ now: noon + 123_456 })).key).toMatch(/^ORD-\d{8}-[0-9A-HJKMNP-TV-Z]{6}-/);
  });
});

describe('an order in yen', () => {
  test('counts whole yen, tax too', () => {
    const lines = [{ sku: 'TEA', quantity: 3, unitPriceMinor: 333, taxBasisPoints: 1_000 }];
    const { context } = viewOf(ready, started({}, { currency: 'JPY', lines, shippingMinor: 500 }));
    expect(context).toMatchObject({
      currency: 'JPY',
      totals: { linesMinor: 999, taxMinor: 100, shippingMinor: 500, totalMinor: 1_599, balanceMinor: 1_599 },
    });
  });
});
