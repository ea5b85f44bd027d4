import { existsSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { type FolderResult, runFolder, tckFolders, tckRoot } from './kit.ts';

function readJson<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as T;
}

/** Passed test cases by folder: what was reached is kept. */
const floor = readJson<Readonly<Record<string, number>>>('floor.json');
/** Why a folder does not pass whole, in a line. */
const reasons = readJson<Readonly<Record<string, string>>>('reasons.json');
/** Needs a Java function: counted apart. */
const OUT_OF_REACH = 'level-3/0076-feel-external-java';

const there = existsSync(tckRoot);
if (!there) console.warn('the kit is not there: its test cases are passed over (BATON_TCK names its folder)');

describe.skipIf(!there)('the Technology Compatibility Kit', () => {
  const results: FolderResult[] = [];

  test.each(there ? tckFolders() : [])('%s', async (folder) => {
    const result = await runFolder(folder);
    results.push(result);
    const [first] = result.missed;
    const least = floor[folder] ?? 0;
    expect(result.passed, `below its floor, first ${JSON.stringify(first)}`).toBeGreaterThanOrEqual(least);
    expect(result.passed, 'above its floor: raise it in floor.json').toBeLessThanOrEqual(least);
  });

  test('every folder that does not pass whole has its reason, and no other', () => {
    const partly = results.filter(({ passed, total }) => passed < total).map(({ folder }) => folder);
    expect(Object.keys(reasons).toSorted()).toEqual(partly.toSorted());
  });

  test('the floors are of the folders that are there', () => {
    expect(Object.keys(floor).toSorted()).toEqual(tckFolders().toSorted());
  });

  test.each([
    ['level-2', 1],
    ['level-3', 0.92],
  ])('%s passes to at least %d', (level, share) => {
    const { passed, total } = sum(level, results);
    expect(total).toBeGreaterThan(0);
    expect(passed / total).toBeGreaterThanOrEqual(share);
  });

  afterAll(() => {
    const lines = results.map(
      ({ folder, passed, total }) => `${String(passed).padStart(5)} of ${String(total).padEnd(5)} ${folder}`,
    );
    for (const level of ['level-2', 'level-3']) {
      const { passed, total } = sum(level, results);
      lines.push(
        `${String(passed).padStart(5)} of ${String(total).padEnd(5)} ${level} in all, without ${OUT_OF_REACH}`,
      );
    }
    console.log(lines.join('\n'));
  });
});

function sum(level: string, results: readonly FolderResult[]): { passed: number; total: number } {
  const counted = results.filter(({ folder }) => folder.startsWith(level) && folder !== OUT_OF_REACH);
  return {
    passed: counted.reduce((all, { passed }) => all + passed, 0),
    total: counted.reduce((all, { total }) => all + total, 0),
  };
}
