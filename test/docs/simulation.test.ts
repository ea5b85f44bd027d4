import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { faultKinds } from '../simulation/fault-kinds.ts';
import { bugs } from '../simulation/planted/bugs.ts';
import { page, root, tableUnder } from './markdown.ts';

const simulation = page('docs/simulation.md');
const bare = (cell = '') => cell.replaceAll('`', '');

/** Laws as the sources name them where they are found broken. */
function lawsInSources(): readonly string[] {
  const folder = join(root, 'test/simulation');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.ts$/.test(path) && !/\.test\.ts$|^planted/.test(path))
    .map((path) => readFileSync(join(folder, path), 'utf8'));
  const named = sources.flatMap((text) => [
    ...text.matchAll(/\blaw: [^'\n]*'([a-z-]+)'(?: : '([a-z-]+)')?/g),
    ...text.matchAll(/\b(?:found|late)\('([a-z-]+)'/g),
  ]);
  return [...new Set(named.flatMap(([, ...laws]) => laws.filter((law) => law !== undefined)))];
}

describe('the page of the simulation', () => {
  test('lists every kind of fault, what it is and how often it comes', () => {
    const kinds = Object.entries<{ what: string; odds?: number; everyDays?: number }>(faultKinds);
    const expected = kinds.map(([name, { what, odds, everyDays }]) => {
      if (everyDays !== undefined) return [name, what, `every ${everyDays} days`];
      if (odds === undefined) return [name, what, 'as it comes about'];
      return [name, what, `${Number((odds * 100).toPrecision(3))} % of its occasions`];
    });
    expect(tableUnder(simulation, 'Kinds of fault').map((row) => row.map(bare))).toEqual(expected);
  });

  test('lists every planted bug', () => {
    const expected = bugs.map(({ name, why, file }) => [name, why, file]);
    expect(tableUnder(simulation, 'Planted bugs').map((row) => row.map(bare))).toEqual(expected);
  });

  test('lists every law', () => {
    const listed = tableUnder(simulation, 'Laws').map(([law]) => bare(law));
    expect(listed.toSorted()).toEqual(lawsInSources().toSorted());
  });
});
