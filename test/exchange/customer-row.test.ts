import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { suggestColumns } from '../../exchange/columns.ts';
import { customerTable } from '../../exchange/customer-cells.ts';
import { createRowReader } from '../../exchange/customer-row.ts';
import type { FieldDeclaration, FieldType } from '../../records/fields.ts';
import type { Customer } from '../../records/kinds/customer.ts';
import { seed } from '../engine/seed.ts';

const choices = ['a', 'b', 'c'].map((value) => ({ value, title: { en: value, zh: value } }));
const field = (type: FieldType): FieldDeclaration => ({
  ...{ of: 'customer', type, title: { en: `A ${type}`, zh: type }, personal: false, searchable: false },
  choices: type.startsWith('choice') ? choices : [],
});
const declared = new Map(
  (['text', 'number', 'boolean', 'date', 'choice', 'choices'] as const).map((type) => [type, field(type)]),
);

/** What a row becomes whose columns are called as its fields. */
function read(row: Readonly<Record<string, string>>, country?: string) {
  const columns = Object.keys(row);
  const mapping = columns.map((column) => ({ column, field: column.replace(/ \d$/, '') }));
  const reader = createRowReader({ columns, mapping, declared, country });
  return { reader, ...reader.read(Object.values(row)) };
}

describe('a row becomes a request', () => {
  test.each([
    [
      'of what it says',
      { name: ' Ann ', email: 'a@example.com', phone: '' },
      { name: 'Ann', email: 'a@example.com' },
    ],
    ['with a name of two', { 'name.given': 'Ann', 'name.family': 'Example' }, { name: 'Ann Example' }],
    ['with a Chinese name of two', { 'name.given': '小明', 'name.family': '王' }, { name: '王小明' }],
    ['with a name of one', { 'name.given': '', 'name.family': 'Example' }, { name: 'Example' }],
    ['with tags', { tags: 'vip; a\\;b；新' }, { tags: ['vip', 'a;b', '新'] }],
    [
      'with consents',
      { 'consent.email': 'Yes', 'consent.sms': '否' },
      { consent: { email: true, sms: false } },
    ],
    ['with a language', { language: '中文' }, { language: 'zh' }],
    ['with a language as a locale', { language: 'en-US' }, { language: 'en' }],
    [
      'with a country by its name',
      { 'address.lines': 'x', 'address.country': '中国' },
      { address: { lines: ['x'], country: 'CN' } },
    ],
    [
      'with lines of several columns',
      { 'address.lines 1': 'a\n b ', 'address.lines 2': 'c' },
      { address: { lines: ['a', 'b', 'c'], country: 'DE' } },
    ],
    [
      'with custom fields',
      {
        'fields.number': '1.5',
        'fields.date': '2026/1/31',
        'fields.choices': 'a;b',
        'fields.boolean': '是',
        'fields.text': ' x ',
      },
      { fields: { number: 1.5, date: '2026-01-31', choices: ['a', 'b'], boolean: true, text: ' x ' } },
    ],
  ])('%s', (_, row, request) => {
    expect(read(row, 'DE')).toMatchObject({ request });
    expect(Object.keys((read(row, 'DE') as { request: object }).request)).toEqual(Object.keys(request));
  });

  test('but not where a cell is none of its field’s values: each is named, none repeated', () => {
    const row = {
      name: 'Ann',
      'consent.email': 'secret',
      'fields.number': 'secret',
      'fields.choice': 'secret',
    };
    const { problems } = read(row) as { problems: readonly { column: string }[] };
    expect(problems.map(({ column }) => column)).toEqual(['consent.email', 'fields.number', 'fields.choice']);
    expect(JSON.stringify(problems)).not.toContain('secret');
  });

  test('and a flaw of the request is told by its column', () => {
    const { reader } = read({ name: 'A', 'address.city': 'B', 'consent.sms': '', tags: '', email: '' });
    const told = (path: string) => reader.toProblem({ path, message: 'is not valid' });
    expect(told('/email')).toMatchObject({ column: 'email', code: 'not-valid' });
    expect(told('/tags/3')).toMatchObject({ column: 'tags' });
    expect(told('/address/city')).toMatchObject({ column: 'address.city' });
    expect(told('/address/country')).toMatchObject({ column: 'address.city' });
    expect(told('/owner')).toEqual({ column: null, code: 'missing', message: 'owner is missing' });
  });

  test('and so it does again, when it was written from a customer', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
    const line = text.map((one) => one.replaceAll(/[\p{Cc}\u2028-\u202e]/gu, ' ').trim() || 'x');
    const knotty = fc
      .array(fc.constantFrom('\\', ';', '；', 'x'), { minLength: 1 })
      .map((parts) => parts.join(''));
    const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
    const customer = fc.record({
      ...{
        name: line,
        email: maybe(fc.emailAddress()),
        language: fc.constantFrom('en' as const, 'zh' as const),
      },
      phone: maybe(fc.constantFrom('+8613800138000', '+4930123456')),
      address: maybe(
        fc.record({
          lines: fc.array(line, { minLength: 1, maxLength: 4 }),
          city: line,
          country: fc.constant('CN'),
        }),
      ),
      tags: fc.uniqueArray(fc.oneof(line, knotty), { maxLength: 4 }),
      consent: fc.dictionary(
        fc.constantFrom('email', 'sms'),
        fc.record({ given: fc.boolean(), at: fc.nat() }),
      ),
      fields: fc.record(
        {
          text: text.filter((one) => one.trim() !== ''),
          number: fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => one + 0),
          boolean: fc.boolean(),
          choices: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }),
        },
        { requiredKeys: [] },
      ),
    });
    const table = customerTable(['email', 'sms'], [...declared.keys()]);
    const mapping = suggestColumns(table.columns, declared).flatMap(({ column, field }) =>
      field === null ? [] : [{ column, field }],
    );
    const reader = createRowReader({ columns: table.columns, mapping, declared });
    fc.assert(
      fc.property(customer, (one) => {
        const content = JSON.parse(JSON.stringify(one)) as Customer;
        const consent = Object.entries(content.consent).map(([name, { given }]) => [name, given]);
        const wanted = {
          ...content,
          ...(content.tags.length === 0 && { tags: undefined }),
          consent: consent.length === 0 ? undefined : Object.fromEntries(consent),
          ...(Object.keys(content.fields).length === 0 && { fields: undefined }),
        };
        const read = reader.read(table.cells({ id: 'x', createdAt: 0, updatedAt: 0, content }));
        expect(JSON.parse(JSON.stringify(read))).toEqual(JSON.parse(JSON.stringify({ request: wanted })));
      }),
      { seed, numRuns: 1000 },
    );
  });
});
