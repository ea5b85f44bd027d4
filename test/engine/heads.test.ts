import { expect, test } from 'vitest';
import { createHeads } from '../../engine/heads.ts';
import { entryOf } from '../adapters/entries.ts';

const head = (instance: string, characters = 2, revision = 1) =>
  entryOf({ instance, revision, snapshot: 'x'.repeat(characters) });

test('the heads that were used last are kept, as many as there may be', () => {
  const heads = createHeads(3);
  for (const name of ['a', 'b', 'c']) heads.keep(head(name));
  heads.keep(head('a', 2, 2));
  heads.keep(head('d'));
  expect(['a', 'b', 'c', 'd'].filter((name) => heads.kept(name))).toEqual(['a', 'c', 'd']);
  heads.keep(head('a', 2, 1));
  expect(heads.kept('a')?.revision).toBe(2);
  heads.forget('a');
  expect(heads.kept('a')).toBeUndefined();
});

test('large heads make room for each other', () => {
  const heads = createHeads(1000);
  const MB = 1_000_000;
  for (let n = 0; n < 40; n++) heads.keep(head(`h-${n}`, MB));
  const kept = Array.from({ length: 40 }, (_, n) => `h-${n}`).filter((name) => heads.kept(name));
  expect(kept).toEqual(Array.from({ length: 16 }, (_, n) => `h-${24 + n}`));
  // The same head again and again takes no more room; what is forgotten gives its room back.
  for (let n = 2; n < 40; n++) heads.keep(head('h-39', MB, n));
  expect(heads.kept('h-24')).toBeDefined();
  for (const name of kept) heads.forget(name);
  for (let n = 0; n < 16; n++) heads.keep(head(`i-${n}`, MB));
  expect(heads.kept('i-0')).toBeDefined();
});
