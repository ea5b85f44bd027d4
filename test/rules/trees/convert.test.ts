import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Table, Tree } from '../../../rules/model.ts';
import { ready } from '../../../rules/ready.ts';
import { NotConvertible } from '../../../rules/trees/not-convertible.ts';
import { tableOf } from '../../../rules/trees/table-of.ts';
import { treeOf } from '../../../rules/trees/tree-of.ts';
import { seed } from '../../engine/seed.ts';
import { facts, modelOf, tables, trees } from './random.ts';

describe('a table and its tree', () => {
  test(`answer alike, by the same rules (seed ${seed})`, async () => {
    let converted = 0;
    await fc.assert(
      fc.asyncProperty(tables(), fc.array(facts, { minLength: 30, maxLength: 30 }), async (table, some) => {
        const tree = unlessRefused(() => treeOf(table));
        if (tree === undefined) return;
        converted += 1;
        await sameAnswers(table, tree, some);
      }),
      { seed, numRuns: 150 },
    );
    expect(converted).toBeGreaterThan(40);
  });

  test(`are refused only where the table's own rules forbid it (seed ${seed})`, () => {
    fc.assert(
      fc.property(tables(['F']), (table) => {
        // The times of these tables are compared alone.
        expect(treeOf(table).kind).toBe('tree');
      }),
      { seed, numRuns: 150 },
    );
  });
});

describe('a tree and its table', () => {
  test(`answer alike (seed ${seed})`, async () => {
    let converted = 0;
    await fc.assert(
      fc.asyncProperty(trees(), fc.array(facts, { minLength: 30, maxLength: 30 }), async (tree, some) => {
        const table = unlessRefused(() => tableOf(tree));
        if (table === undefined) return;
        converted += 1;
        await sameAnswers(tree, table, some, false);
      }),
      { seed, numRuns: 150 },
    );
    expect(converted).toBeGreaterThan(75);
  });
});

function unlessRefused<T>(convert: () => T): T | undefined {
  try {
    return convert();
  } catch (error) {
    if (error instanceof NotConvertible) return undefined;
    throw error;
  }
}

async function sameAnswers(
  one: Table | Tree,
  other: Table | Tree,
  some: readonly Record<string, unknown>[],
  rulesToo = true,
): Promise<void> {
  const [before, after] = [await ready(modelOf(one)), await ready(modelOf(other))];
  for (const inputs of some) {
    const [first, second] = [before.decide(inputs), after.decide(inputs)];
    expect({ inputs, output: second.output }).toEqual({ inputs, output: first.output });
    if (rulesToo) expect(second.hits[0]?.rules[0]).toBe(first.hits[0]?.rules[0]);
  }
}
