import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type Bug, planted } from './bug.ts';
import { bugs } from './bugs.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const source = ({ file }: Bug) => readFile(join(root, file), 'utf8');

test.each(bugs)('$name: its line is there', async (bug) => {
  expect(planted(bug, await source(bug))).not.toBe(await source(bug));
});

test('there are enough of them, each with a name of its own', () => {
  expect(new Set(bugs.map(({ name }) => name)).size).toBe(bugs.length);
  expect(bugs.length).toBeGreaterThanOrEqual(25);
});

describe('a bug', () => {
  const bug: Bug = { name: 'miscount', file: 'a.ts', find: 'n + 1', replace: "n + '$&'", why: 'it is wrong' };

  test('stands where the text stood, as it is', () => {
    expect(planted(bug, 'return n + 1;')).toBe("return n + '$&';");
  });

  test.each([
    ['return n;', 'finds its text 0 times in a.ts'],
    ['return n + 1 > n + 1;', 'finds its text 2 times in a.ts'],
  ])('is planted in one place: not in %s', (text, message) => {
    expect(() => planted(bug, text)).toThrow(message);
  });
});
