import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type FieldDeclaration,
  type FieldValue,
  valueFlaw,
  valueFromText,
  valueTitle,
  valueToText,
} from '../../records/fields.ts';

const titles = (en: string, zh: string) => ({ en, zh });
const field = (type: FieldDeclaration['type']): FieldDeclaration => ({
  ...({ of: 'customer', personal: false, searchable: false, type } as const),
  title: titles('Level', '等级'),
  choices: [
    { value: 'gold', title: titles('Gold', '金') },
    { value: 'silver', title: titles('Silver', '银') },
  ],
});

describe('a value of a custom field', () => {
  test.each<[FieldDeclaration['type'], readonly unknown[], readonly unknown[]]>([
    ['text', ['x', ' ', '王'], ['', 1, true, null, ['x'], 'x'.repeat(2001)]],
    ['number', [0, -1.5, 1e9], ['1', Number.NaN, Number.POSITIVE_INFINITY, true]],
    ['boolean', [true, false], ['true', 1, null]],
    [
      'date',
      ['2024-02-29', '0001-01-01'],
      ['2025-02-29', '2026-1-1', '2026-13-01', 20260101, '2026-01-01T00:00'],
    ],
    ['choice', ['gold', 'silver'], ['bronze', '', ['gold'], 'constructor']],
    ['choices', [['gold'], ['silver', 'gold']], [[], 'gold', ['gold', 'gold'], ['bronze'], [1]]],
  ])('%s', (type, right, wrong) => {
    expect(right.filter((value) => valueFlaw(field(type), value) !== undefined)).toEqual([]);
    expect(wrong.filter((value) => valueFlaw(field(type), value) === undefined)).toEqual([]);
  });

  test('comes back from its text', () => {
    const day = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    const values = fc.oneof<fc.Arbitrary<[FieldDeclaration['type'], FieldValue]>[]>(
      fc.tuple(
        fc.constant('text'),
        fc.string({ minLength: 1 }).map((text) => `a${text}z`),
      ),
      fc.tuple(fc.constant('number'), fc.double({ noNaN: true, noDefaultInfinity: true })),
      fc.tuple(fc.constant('boolean'), fc.boolean()),
      fc.tuple(
        fc.constant('date'),
        day.map((at) => at.toISOString().slice(0, 10)),
      ),
      fc.tuple(fc.constant('choice'), fc.constantFrom('gold', 'silver')),
      fc.tuple(fc.constant('choices'), fc.constantFrom(['gold'], ['silver', 'gold'])),
    );
    fc.assert(
      fc.property(values, ([type, value]) => {
        const plain = Object.is(value, -0) ? 0 : value;
        expect(valueFromText(field(type), valueToText(value))).toEqual(plain);
      }),
    );
  });

  test.each<[FieldDeclaration['type'], string]>([
    ['text', '  '],
    ['number', 'many'],
    ['boolean', 'maybe'],
    ['date', '31.01.2026'],
    ['choice', 'bronze'],
    ['choices', 'gold;bronze'],
  ])('of the type %s is not read from %j', (type, text) => {
    expect(valueFromText(field(type), text)).toBeUndefined();
  });

  test.each<[FieldDeclaration['type'], FieldValue, string, string]>([
    ['choice', 'gold', 'Gold', '金'],
    ['choices', ['gold', 'silver'], 'Gold, Silver', '金、银'],
    ['boolean', true, 'yes', '是'],
    ['boolean', false, 'no', '否'],
    ['number', 42, '42', '42'],
    ['text', 'gold', 'gold', 'gold'],
  ])('%s %j is read by people', (type, value, en, zh) => {
    expect(valueTitle(field(type), value, 'en')).toBe(en);
    expect(valueTitle(field(type), value, 'zh')).toBe(zh);
  });
});
