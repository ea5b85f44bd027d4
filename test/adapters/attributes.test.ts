import { describe, expect, test } from 'vitest';
import { type Item, itemBytes } from '../../adapters/attributes.ts';

describe('what an item counts as', () => {
  test.each<[string, Item, number]>([
    ['nothing', {}, 0],
    ['text: name and value', { name: { S: 'abc' } }, 7],
    ['text beyond ASCII: its UTF-8 bytes', { é: { S: '林🙂' } }, 2 + 3 + 4],
    ['bytes as they are', { b: { B: new Uint8Array(32) } }, 33],
    ['a number: a byte per two digits, and one', { n: { N: '1' } }, 1 + 2],
    ['a long number', { n: { N: '1760000000000' } }, 1 + 8],
  ])('%s', (_, item, bytes) => {
    expect(itemBytes(item)).toBe(bytes);
  });
});
