import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDynamoContacts } from '../../adapters/dynamo-contacts.ts';
import type { Cap, Contact, Contacts } from '../../adapters/ports/contacts.ts';
import { seed } from '../engine/seed.ts';
import { openStore, type Store } from './store.ts';

const HOUR = 3_600_000;
let store: Store;
let contacts: Contacts;
let customers = 0;
beforeAll(async () => {
  store = await openStore();
  contacts = createDynamoContacts(store.client, store.names.contacts);
});
afterAll(() => store.close());

const somebody = () => `c-${customers++}`;
const contact = (more: Partial<Contact>): Contact => ({
  ...{ customer: 'c', also: [], key: 'k', at: 0, caps: [] },
  ...more,
});

describe('contacts', () => {
  test('find room up to a cap, and again once the oldest is old enough', async () => {
    const of = { customer: somebody(), caps: [{ most: 2, withinMs: HOUR }] };
    const asked = [];
    for (const [key, at] of [
      ['a', 0],
      ['b', 10],
      ['c', 20],
      ['c', HOUR - 1],
      ['c', HOUR],
      ['d', HOUR + 5],
    ] as const) {
      asked.push(await contacts.reserve(contact({ ...of, key, at })));
    }
    expect(asked).toEqual([
      ...[{ reserved: true }, { reserved: true }],
      ...[
        { reserved: false, until: HOUR },
        { reserved: false, until: HOUR },
      ],
      ...[{ reserved: true }, { reserved: false, until: HOUR + 10 }],
    ]);
  });

  test('under the same key are the same contact', async () => {
    const of = contact({ customer: somebody(), caps: [{ most: 1, withinMs: HOUR }] });
    for (let n = 0; n < 3; n++) expect(await contacts.reserve(of)).toEqual({ reserved: true });
    expect(await contacts.reserve({ ...of, key: 'another' })).toEqual({ reserved: false, until: HOUR });
  });

  test('of another customer, or of one that is counted elsewhere, take no room; those of an earlier id do', async () => {
    const [one, other] = [somebody(), somebody()];
    const caps = [{ most: 1, withinMs: HOUR }];
    await contacts.reserve(contact({ customer: one, caps }));
    expect(await contacts.reserve(contact({ customer: other, key: 'b', caps }))).toEqual({ reserved: true });
    expect(
      await contacts.reserve(contact({ customer: somebody(), also: [one], key: 'c', caps })),
    ).toMatchObject({
      reserved: false,
    });
  });

  test('that were given back, or whose customer was forgotten, take no room', async () => {
    const of = contact({ customer: somebody(), caps: [{ most: 1 }] });
    await contacts.reserve(of);
    expect(await contacts.reserve({ ...of, key: 'b' })).toEqual({ reserved: false });
    await contacts.release(of.customer, 'k');
    expect(await contacts.reserve({ ...of, key: 'b' })).toEqual({ reserved: true });
    await contacts.forget(of.customer);
    expect(await contacts.reserve({ ...of, key: 'c' })).toEqual({ reserved: true });
  });

  test('of a campaign are no more than it may make in all, with whomever', async () => {
    const campaign = somebody();
    const of = Array.from({ length: 12 }, (_, n) =>
      contact({ customer: somebody(), campaign, inAll: 5, key: `k-${n % 8}-${n}`, caps: [] }),
    );
    const slots = await Promise.all(of.map(contacts.reserve));
    expect(slots.filter(({ reserved }) => reserved)).toHaveLength(5);
    // Who has a place keeps it, and does not count twice.
    const again = await Promise.all(of.map(contacts.reserve));
    expect(again).toEqual(slots);
  });

  test('what never leaves room says so', async () => {
    expect(
      await contacts.reserve(contact({ customer: somebody(), caps: [{ most: 0, withinMs: 5 }] })),
    ).toEqual({
      reserved: false,
    });
  });

  test('never pass a cap, however many ask at once and in whatever order', async () => {
    const ask = fc.record({
      at: fc.nat({ max: 10 * HOUR }),
      key: fc.nat({ max: 20 }).map((n) => `k-${n}`),
      campaign: fc.constantFrom('x', 'y'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(ask, { maxLength: 24 }),
        fc.integer({ min: 1, max: 8 }),
        async (asks, together) => {
          const customer = somebody();
          const capsOf = (campaign: string): Cap[] => [
            { most: 4, withinMs: 3 * HOUR },
            ...(campaign === 'x' ? [{ most: 3, campaign }] : []),
          ];
          const sent = new Map<string, { at: number; campaign: string }>();
          const inOrder = asks.toSorted((a, b) => a.at - b.at);
          for (let from = 0; from < inOrder.length; from += together) {
            const some = inOrder.slice(from, from + together);
            await Promise.all(
              some.map(async ({ at, key, campaign }) => {
                const slot = await contacts.reserve(
                  contact({ customer, at, key, campaign, caps: capsOf(campaign) }),
                );
                if (slot.reserved && !sent.has(key)) sent.set(key, { at, campaign });
              }),
            );
          }
          const all = [...sent.values()];
          expect(all.filter(({ campaign }) => campaign === 'x').length).toBeLessThanOrEqual(3);
          for (const { at } of all) {
            const within = all.filter((one) => one.at > at - 3 * HOUR && one.at <= at);
            expect(within.length).toBeLessThanOrEqual(4);
          }
        },
      ),
      { seed, numRuns: 40 },
    );
  });
});
