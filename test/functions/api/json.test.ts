import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MOST_DEPTH, parseJson } from '../../../functions/api/json.ts';
import { Refusal } from '../../../functions/api/problem.ts';

function outcome(text: string): unknown {
  try {
    return { value: parseJson(text) };
  } catch (error) {
    if (error instanceof Refusal) return error.issues[0]?.path ?? error.code;
    throw error;
  }
}

describe('parseJson', () => {
  test('reads what JSON.parse reads', () => {
    const value = fc.jsonValue({ maxDepth: MOST_DEPTH - 2, stringUnit: 'binary' });
    const harmless = value.filter((one) => !JSON.stringify(one).includes('__proto__'));
    fc.assert(
      fc.property(harmless, fc.constantFrom(0, 2, '\t'), (one, space) => {
        const text = JSON.stringify(one, null, space);
        expect(outcome(text)).toEqual({ value: JSON.parse(text) });
      }),
    );
  });

  test('reads or refuses any text, and fails on none', () => {
    const part = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '"a"',
      '"\\"',
      '1',
      '-',
      '1e999',
      'null',
      '\\',
      ' ',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(part).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (one) => {
        const found = outcome(one);
        if (typeof found === 'object') expect(found).toEqual({ value: JSON.parse(one) });
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['{"a":{"b":[1,{"c":1,"c":2}]}}', '/a/b/1/c'],
    ['{"a":1,"b":{"a":1},"a":2}', '/a'],
    ['[{"x":1},{"x":1}]', { value: [{ x: 1 }, { x: 1 }] }],
    ['{"":{"__proto__":1}}', '//__proto__'],
    ['{"\\u005f_proto__":1}', '/__proto__'],
    ['["__proto__"]', { value: ['__proto__'] }],
    ['{"a":"{\\"a\\":[","b":"]}"}', { value: { a: '{"a":[', b: ']}' } }],
    ['["\\udc00\\ud800"]', '/0'],
    ['["\\ud83d\\ude00"]', { value: ['😀'] }],
    ['{"\\ud800":1}', '/\ud800'],
    ['[1,-1e400]', '/1'],
    [`${'['.repeat(33)}${']'.repeat(33)}`, '/0'.repeat(32)],
  ])('%s', (text, expected) => {
    expect(outcome(text)).toEqual(expected);
  });

  test('takes 32 levels', () => {
    expect(outcome(`${'['.repeat(32)}${']'.repeat(32)}`)).toHaveProperty('value');
  });
});
