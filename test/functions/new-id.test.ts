import { expect, test } from 'vitest';
import { newId } from '../../functions/new-id.ts';

test('every id is another, and all of its characters vary', () => {
  const ids = Array.from({ length: 2000 }, newId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
  for (let at = 0; at < 26; at++) {
    // The last character holds three bits, the others five.
    expect(new Set(ids.map((id) => id[at])).size).toBe(at === 25 ? 8 : 32);
  }
});
