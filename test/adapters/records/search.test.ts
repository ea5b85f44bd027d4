import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Version } from '../../../adapters/ports/records.ts';
import type { Customer } from '../../../records/kinds/customer.ts';
import { type CustomerSearch, isFound } from '../../../records/search.ts';
import { seed } from '../../engine/seed.ts';
import { createDice, type Dice } from '../../local/dice.ts';
import { called, openShelf, type Shelf, who } from './shelf.ts';

const LONG = 900_000;
const CUSTOMERS = 5000;
/** Searches of each sort. */
const SEARCHES = 20;
const SIDE_BY_SIDE = 24;

const GIVEN = ['Ann', 'Anna', 'Ánna', 'Bob', 'José', 'Łukasz', 'Zoë', 'Wilhelmina', 'O’Brien', 'Jean-Luc'];
const FAMILY = ['Lee', 'Leigh', 'Müller', 'Mueller', 'García', 'Żółć', 'Smith', 'Smithers', 'van der Berg'];
const CHINESE = [...'王李张刘陈杨赵黄小明美玲娜伟芳'];
const TAGS = ['vip', 'new', 'risk', '老客户'];
const OWNERS = ['p1', 'p2', 'p3'];
const ACCOUNTS = ['a1', 'a2'];

describe(`a search among ${CUSTOMERS} customers (BATON_SEED=${seed})`, () => {
  let shelf: Shelf;
  /** What a plain scan of the decrypted records finds. */
  let everyone: readonly Version<Customer>[];
  const dice = createDice('search');

  beforeAll(async () => {
    console.log(`BATON_SEED=${seed}`);
    shelf = await openShelf();
    const ids = Array.from({ length: CUSTOMERS }, (_, n) => `c${n}`);
    await inBatches(ids, async (id) => {
      const content = anyCustomer(dice);
      await shelf.customers.create({ id, content, who, at: 1000 + dice.below(CUSTOMERS) });
    });
    // Some are changed, and some merged: what they were found by before is no way to them any more, or still is one.
    await inBatches(ids.slice(0, CUSTOMERS / 10), async (id) => {
      const before = await shelf.customers.get(id);
      if (before === undefined) throw new Error(`${id} is gone.`);
      await shelf.customers.change(before, { content: anyCustomer(dice), who, at: 2 * CUSTOMERS });
    });
    for (let n = 0; n < 60; n++) {
      const [survivor = '', duplicate = ''] = [dice.among(ids), dice.among(ids)];
      await shelf.customers.merge({ survivor, duplicate, take: [] }, who);
    }
    const read = await inBatches(ids, async (id) => [id, await shelf.customers.get(id)] as const);
    everyone = read.flatMap(([id, found]) => (found?.id === id ? [found] : []));
  }, LONG);
  afterAll(() => shelf.store.close(), LONG);

  const sorts: readonly [string, (dice: Dice) => CustomerSearch][] = [
    ['the beginning of a word', () => ({ name: beginning(dice, somebody(dice).name) })],
    ['words of the name', () => ({ name: words(dice, somebody(dice).name) })],
    [
      'Chinese characters',
      () => ({ name: dice.among(CHINESE) + (dice.below(2) ? dice.among(CHINESE) : '') }),
    ],
    ['mail', () => ({ email: (somebody(dice).email ?? 'nobody@example.com').toUpperCase() })],
    ['phone', () => ({ phone: somebody(dice).phone ?? '+4930000000' })],
    ['tag and owner', () => ({ tag: dice.among(TAGS), owner: dice.among(OWNERS) })],
    ['account and a letter', () => ({ account: dice.among(ACCOUNTS), name: dice.among([...'ajlmw']) })],
    ['a custom field', () => ({ field: { name: 'nick', value: dice.among(GIVEN) } })],
  ];

  function somebody(dice: Dice): Customer {
    const { content } = dice.among(everyone);
    return dice.among([content, ...(content.aliases ?? [])]) as Customer;
  }

  test.each(sorts)(
    'by %s finds exactly what a plain scan finds, newest first',
    async (_, make) => {
      for (let n = 0; n < SEARCHES; n++) {
        const search = make(dice);
        const wanted = everyone.filter(({ content }) => isFound(search, content)).sort(newestFirst);
        expect([search, await all(shelf, search)]).toEqual([search, wanted.map(({ id }) => id)]);
      }
    },
    LONG,
  );

  test('was not by chance of nothing', () => {
    expect(everyone.length).toBeGreaterThan(CUSTOMERS - 100);
    expect(everyone.some(({ content }) => (content.merged ?? []).length > 0)).toBe(true);
  });
});

function newestFirst(a: Version, b: Version): number {
  return b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1);
}

async function all({ customers }: Shelf, search: CustomerSearch): Promise<readonly string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await customers.search(search, { limit: 100, cursor });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return ids;
}

function anyCustomer(dice: Dice): Customer {
  const chinese = dice.below(3) === 0;
  const name = chinese
    ? Array.from({ length: 2 + dice.below(2) }, () => dice.among(CHINESE)).join('')
    : `${dice.among(GIVEN)} ${dice.among(FAMILY)}`;
  return called(name, {
    ...(dice.below(4) > 0 && { email: `${dice.among(['a', 'B', 'c'])}${dice.below(2000)}@example.com` }),
    ...(dice.below(4) > 0 && { phone: `+4930${100_000 + dice.below(2000)}` }),
    ...(dice.below(2) > 0 && { owner: dice.among(OWNERS) }),
    ...(dice.below(2) > 0 && { account: dice.among(ACCOUNTS) }),
    ...(dice.below(20) === 0 && { personalFields: { nick: dice.among(GIVEN) }, searchable: ['nick'] }),
    tags: TAGS.filter(() => dice.below(4) === 0),
  });
}

function beginning(dice: Dice, name: string): string {
  const word = dice.among(name.split(' '));
  return [...word].slice(0, 1 + dice.below(word.length)).join('');
}

function words(dice: Dice, name: string): string {
  const parts = name.split(' ');
  return (dice.below(2) ? parts : [...parts].reverse()).map((part) => beginning(dice, part)).join(' ');
}

async function inBatches<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += SIDE_BY_SIDE) {
    results.push(...(await Promise.all(items.slice(at, at + SIDE_BY_SIDE).map(work))));
  }
  return results;
}
