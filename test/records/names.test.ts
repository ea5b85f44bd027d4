import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameMatches, nameTokens, queryTokens } from '../../records/names.ts';
import { tidyPhone } from '../../records/phone.ts';

describe('a name', () => {
  test.each([
    ['John Doe', ['john', 'JO', 'doe j', 'john doe', 'd'], ['ohn', 'johnd', 'jane']],
    ['Łukasz Żółć', ['lukasz', 'zolc', 'ŁUK'], ['ukasz']],
    ['José María O’Brien', ['jose', 'obrien', "O'B", 'brien maria'], ['rien']],
    ['Müller-Lüdenscheidt', ['muller', 'luden', 'MÜLLER lud'], ['denscheidt']],
    ['王小明', ['王', '小明', '王小明', '明'], ['王明', '李']],
    ['欧阳 Tom 娜娜', ['tom', '欧阳', '娜 tom'], ['阳娜']],
    ['ＺＯË', ['zoe'], ['oe']],
    ['Straßburg', ['strassb', 'STRASSBURG'], ['burg']],
  ] as const)('%s is found by its parts', (name, found, lost) => {
    expect(found.filter((query) => !nameMatches(name, query))).toEqual([]);
    expect(lost.filter((query) => nameMatches(name, query))).toEqual([]);
  });

  test('has every token of a query that it matches: an index loses nothing', () => {
    const words = fc.oneof(
      fc.constantFrom('John', 'Ünsal', '王小明', '小', "O'Neil", 'İpek', 'ß', '한글', 'Ωmega', '👩‍🚀', 'ﬁnn'),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(fc.array(words), fc.array(words), fc.nat(), fc.nat(), (parts, other, from, length) => {
        const name = parts.join(' ');
        const query = [...name]
          .slice(from % (name.length + 1))
          .slice(0, length % 12)
          .join('');
        for (const one of [query, other.join(' ')]) {
          if (!nameMatches(name, one)) continue;
          const tokens = nameTokens(name);
          expect(queryTokens(one).filter((token) => !tokens.includes(token))).toEqual([]);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a phone number', () => {
  test.each([
    ['+49 30 123456', undefined, '+4930123456'],
    ['030 / 12 34 56', 'DE', '+4930123456'],
    ['(212) 555-0123', 'US', '+12125550123'],
    ['138 0013 8000', 'CN', '+8613800138000'],
    ['+1 212-555-0123', 'DE', '+12125550123'],
  ])('%s of %s is %s', (text, country, number) => {
    expect(tidyPhone(text, country)).toBe(number);
  });

  test.each([
    ['030 123456', undefined],
    ['+49 30 123456 ext. 7', undefined],
    ['call +49 30 123456', undefined],
    ['+0 30 123456', undefined],
    ['5', 'DE'],
    ['030 123456', 'ZZ'],
    ['', 'DE'],
  ])('%j of %s is none', (text, country) => {
    expect(tidyPhone(text, country)).toBeUndefined();
  });
});
