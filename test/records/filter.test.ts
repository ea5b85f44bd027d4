import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Facts } from '../../records/facts.ts';
import type { FieldDeclaration } from '../../records/fields.ts';
import { type Comparison, type Filter, matches, necessary } from '../../records/filter.ts';
import { filterIssues } from '../../records/filter-issues.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 5, 15);
const facts: Facts = {
  customer: {
    ...{ name: 'José García', email: 'jose@example.com', language: 'en', owner: 'p-1', tags: ['vip', 'new'] },
    consent: { email: { given: true, at: 1 }, sms: { given: false, at: 2 } },
    address: { lines: ['Calle 1'], city: 'Madrid', country: 'ES' },
    fields: { level: 'gold', visits: 7, since: '2024-02-29', hobbies: ['chess'] },
    personalFields: { nickname: 'Pepe' },
  },
  createdAt: NOW - 10 * DAY,
  updatedAt: NOW - DAY,
  lastActivityAt: NOW - 3 * DAY,
};

const holds: readonly Comparison[] = [
  { field: 'name', is: 'jose garcia' },
  { field: 'name', contains: 'GARC' },
  { field: 'language', in: ['zh', 'en'] },
  { field: 'tags', has: 'vip' },
  { field: 'consent.email', is: true },
  { field: 'consent.sms', is: false },
  { field: 'consent.post', exists: false },
  { field: 'phone', exists: false },
  { field: 'owner', exists: true },
  { field: 'address.country', is: 'ES' },
  { field: 'fields.level', is: 'gold' },
  { field: 'fields.visits', atLeast: 7 },
  { field: 'fields.visits', below: 7.5 },
  { field: 'fields.since', below: '2024-03-01' },
  { field: 'fields.hobbies', has: 'chess' },
  { field: 'fields.nickname', is: 'pepe' },
  { field: 'createdAt', withinDays: 10 },
  { field: 'updatedAt', atLeast: '2026-06-14T00:00:00Z' },
  { field: 'lastActivityAt', withinDays: 3 },
];
const fails: readonly Comparison[] = [
  { field: 'name', is: 'jose' },
  { field: 'tags', has: 'VIP' },
  { field: 'team', is: 't-1' },
  { field: 'consent.post', is: false },
  { field: 'phone', contains: '+49' },
  { field: 'fields.visits', below: 7 },
  { field: 'fields.visits', is: '7' },
  { field: 'fields.unknown', exists: true },
  { field: 'fields.constructor', exists: true },
  { field: 'constructor', exists: true },
  { field: 'consent.constructor', exists: true },
  { field: 'createdAt', withinDays: 9 },
  { field: 'createdAt', withinDays: -1 },
];

describe('a filter', () => {
  test.each(holds)('holds: %j', (filter) => expect(matches(filter, facts, NOW)).toBe(true));
  test.each(fails)('does not hold: %j', (filter) => expect(matches(filter, facts, NOW)).toBe(false));

  const leaf = fc.constantFrom<Filter>(...holds, ...fails);
  const { filter: anyFilter } = fc.letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.record({ all: fc.array(tie('filter'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('filter'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: tie('filter') }),
    ),
  }));

  test('is and, or and not of its comparisons', () => {
    const truth = (filter: Filter): boolean => {
      if ('all' in filter) return !filter.all.some((one) => !truth(one));
      if ('any' in filter) return !filter.any.every((one) => !truth(one));
      return 'not' in filter ? !truth(filter.not) : holds.includes(filter);
    };
    fc.assert(
      fc.property(anyFilter, (filter) => {
        expect(matches(filter, facts, NOW)).toBe(truth(filter));
      }),
    );
  });

  test('holds only where what is necessary of it does', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        if (!matches(filter, facts, NOW)) return;
        for (const one of necessary(filter)) expect(matches(one, facts, NOW)).toBe(true);
      }),
    );
  });
});

describe('what is wrong with a filter', () => {
  const declared = new Map(
    (['text', 'number', 'choice', 'choices', 'date', 'boolean'] as const).map((type) => [
      type,
      { of: 'customer', type, personal: false } as unknown as FieldDeclaration,
    ]),
  );

  test.each<[Filter, string]>([
    [{ field: 'colour', is: 'red' }, '/field'],
    [{ field: 'constructor', exists: true }, '/field'],
    [{ field: 'fields.unknown', is: 1 }, '/field'],
    [{ field: 'fields.number', is: '1' }, '/is'],
    [{ field: 'fields.number', contains: '1' }, '/contains'],
    [{ field: 'fields.boolean', is: 'yes' }, '/is'],
    [{ field: 'fields.date', atLeast: 'soon' }, '/atLeast'],
    [{ field: 'fields.choices', is: 'a' }, '/is'],
    [{ field: 'fields.text', has: 'a' }, '/has'],
    [{ field: 'tags', is: 'vip' }, '/is'],
    [{ field: 'name', atLeast: 'a' }, '/atLeast'],
    [{ field: 'createdAt', is: '2026-01-01' }, '/is'],
    [{ field: 'language', withinDays: 1 }, '/withinDays'],
    [{ field: 'language', in: ['en', 1] }, '/in'],
    [
      { all: [{ field: 'language', is: 'en' }, { any: [{ not: { field: 'x', is: 1 } }] }] },
      '/all/1/any/0/not/field',
    ],
    [{ all: Array.from({ length: 101 }, () => ({ field: 'language', is: 'en' })) }, ''],
  ])('%j: %s', (filter, path) => {
    expect(filterIssues(filter, declared).map((issue) => issue.path)).toEqual([path]);
  });

  test('is nothing where it is right', () => {
    const right: Filter = {
      all: [
        { field: 'fields.number', atLeast: 1 },
        { field: 'fields.choice', in: ['a', 'b'] },
        { any: [{ field: 'consent.email', is: true }, { not: { field: 'createdAt', withinDays: 30 } }] },
      ],
    };
    expect(filterIssues(right, declared)).toEqual([]);
  });
});
