import { describe, expect, test } from 'vitest';
import type { Item } from '../../../adapters/attributes.ts';
import type { Delivery } from '../ledger.ts';
import { runWave, type Wave } from '../wave.ts';
import { check } from './check.ts';

/** A world of its own for each test: what is done to it is to be found. */
const lived = () => runWave({ seed: 7, climate: 'haste', events: 120, instances: 3 });

/** Changes the items of a table, behind everybody's back. */
function tamper({ store }: Wave, table: string, change: (items: readonly Item[]) => readonly Item[]): void {
  store.restore(table, [...change(store.table(table).items())]);
}

function isHead({ instance, revision }: Item, items: readonly Item[]): boolean {
  const next = String(Number(revision?.N) + 1);
  return !items.some((other) => other.instance?.S === instance?.S && other.revision?.N === next);
}

/** The first delivery, made again in another way. */
function delivered({ ledger }: Wave, change: (first: Delivery) => Partial<Delivery>): void {
  const [first] = ledger.deliveries;
  if (first === undefined) throw new Error('Nothing was delivered.');
  const { key, effect, input, at, since } = { ...first, ...change(first) };
  ledger.delivered({ key, effect, input, at, since });
}

const harms: readonly [what: string, law: string, harm: (wave: Wave) => void][] = [
  [
    'an entry that is gone',
    'acknowledged-lost',
    (wave) => tamper(wave, 'journal', (items) => items.filter((item) => !isHead(item, items))),
  ],
  [
    'an entry in the middle that is gone',
    'chain-broken',
    (wave) => tamper(wave, 'journal', (items) => items.filter(({ revision }) => revision?.N !== '2')),
  ],
  [
    'a snapshot that was changed',
    'chain-broken',
    (wave) =>
      tamper(wave, 'journal', (items) => items.map((item) => ({ ...item, s: { S: ` ${item.s?.S}` } }))),
  ],
  [
    'a projection that is behind',
    'projection-differs',
    (wave) =>
      tamper(wave, 'projection', (items) =>
        items.map((item) =>
          item.relayed === undefined ? item : { ...item, relayed: { N: '1' }, revision: { N: '1' } },
        ),
      ),
  ],
  ['a projection that is gone', 'projection-differs', (wave) => tamper(wave, 'projection', () => [])],
  [
    'a delivery under another key',
    'effect-unknown',
    (wave) => delivered(wave, ({ key }) => ({ key: `${key}x` })),
  ],
  [
    'a delivery of something else',
    'effect-other',
    (wave) => delivered(wave, () => ({ input: { other: 1 } })),
  ],
  [
    'a delivery long after the end',
    'effect-after-end',
    (wave) => delivered(wave, () => ({ since: wave.now, at: wave.now })),
  ],
  [
    'a delivery before it was asked for',
    'effect-before-commit',
    (wave) => delivered(wave, () => ({ at: 1 })),
  ],
  [
    'an event that nobody sent',
    'nobody-sent',
    ({ ledger }) => {
      for (const request of ledger.requests) Object.assign(request.body, { type: 'other' });
    },
  ],
];

describe('a run that came to rest', () => {
  test('breaks no law', async () => {
    const wave = await lived();
    expect([...wave.ledger.violations, ...check(wave)]).toEqual([]);
    expect(wave.ledger.deliveries.length).toBeGreaterThan(0);
  });

  test.each(harms)('%s is found: %s', async (_, law, harm) => {
    const wave = await lived();
    harm(wave);
    expect(check(wave).map((found) => found.law)).toContain(law);
  });
});
