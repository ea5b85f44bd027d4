import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../../rules/limits.ts';
import type { Branching, Leaf, Model, Table } from '../../../rules/model.ts';
import { ready } from '../../../rules/ready.ts';
import { ModelUnfit } from '../../../rules/unfit.ts';
import { mayTakeLong } from '../../../rules/within-time.ts';
import { ASKED, ENDLESS, withCell } from './cases.ts';

const child = fileURLToPath(new URL('child.ts', import.meta.url));

test('what would never end is ended where it stands, in small memory, and the process lives', async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--max-old-space-size=128', '--import', 'tsx', child],
    { timeout: 50_000 },
  );
  const results = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(results.map(({ name }) => name)).toEqual([...Object.keys(ENDLESS), 'alive']);
  for (const { name, output, faults } of results.slice(0, -1)) {
    const place = name === 'knowledge that calls itself' ? 'again' : 'Routing, rule r3, score';
    expect({ name, output, faults }).toMatchObject({ output: null, faults: [{ code: 'too-long', place }] });
  }
  expect(results.at(-1)).toMatchObject({ output: 3, faults: [] });
});

describe('a model over a limit is refused, and its place named', () => {
  const table = withCell('1').decisions[0]?.logic as Table;
  const many = (count: number): Model => ({
    ...withCell('1'),
    decisions: [
      {
        name: 'Routing',
        requires: ['score'],
        logic: {
          ...table,
          rules: Array.from({ length: count }, (_, at) => ({ id: `r${at}`, when: [`${at}`], then: ['1'] })),
        },
      },
    ],
  });
  const deepTree = (depth: number): Branching | Leaf => {
    let node: Branching | Leaf = { id: 'end', then: ['1'] };
    for (let level = 0; level < depth; level += 1)
      node = { ask: 'score', branches: [{ test: '-', then: node }] };
    return node;
  };

  test.each<[string, Model, string]>([
    ['ten thousand rules', many(10_000), 'Routing: it has 10000 rules, and 5000 are the most'],
    [
      'a text without end',
      withCell(`"${'a'.repeat(LIMITS.textLength)}"`),
      'Routing, rule r3: it has 10002 characters, and 10000 are the most',
    ],
    [
      'brackets within brackets',
      withCell(`${'('.repeat(500)}1${')'.repeat(500)}`),
      'Routing, rule r3: its brackets are nested more than 60 times',
    ],
    [
      'a tree without end',
      {
        ...withCell('1'),
        decisions: [{ name: 'Routing', logic: { kind: 'tree', outputs: [{}], root: deepTree(5000) } }],
      },
      'Routing: it is nested more than 60 times',
    ],
    [
      'thousands of inputs',
      { ...withCell('1'), inputs: Array.from({ length: 2_500 }, (_, at) => ({ name: `i${at}` })) },
      'the model has more than 2000 parts',
    ],
  ])('%s', async (_, model, message) => {
    const refused = await ready(model).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ModelUnfit);
    expect((refused as ModelUnfit).issues.map((issue) => issue.message)).toEqual([message]);
  });

  test('as many rules as there may be are ready, and decide', async () => {
    const decider = await ready(many(LIMITS.rulesOfTable));
    expect(decider.decide({ score: 4321 }).hits).toEqual([{ table: 'Routing', rules: ['r4321'] }]);
  });
});

test('a pattern in a type is ended as well', async () => {
  const model = withCell('-', {
    inputs: [{ name: 'score', type: 'tScore' }],
    types: [{ name: 'tScore', type: 'string', allowed: 'matches(?, "^(a+)+$")' }],
  });
  expect(mayTakeLong(model)).toBe(true);
  const { output, faults } = (await ready(model)).decide({ score: ASKED });
  expect({ output, faults }).toMatchObject({ output: null, faults: [{ code: 'too-long' }] });
});

test.each(['-', '? = score'])(
  'types that name the same ones again and again are ready (%s)',
  async (cell) => {
    const levels = 14;
    const types = Array.from({ length: levels }, (_, level) => ({
      name: `t${level}`,
      fields: Array.from({ length: 20 }, (_, field) => ({
        name: `f${field}`,
        type: level + 1 < levels ? `t${level + 1}` : 'number',
      })),
    }));
    const model = withCell(cell, { inputs: [{ name: 'score', type: 't0' }], types });
    expect((await ready(model)).decide({ score: { f0: { f1: null } } })).toMatchObject({
      output: 3,
      faults: [],
    });
  },
);

test.each([
  ['? > 5 and (? < 9 or ? = 10)', false],
  ['? = date("2026-01-01") + duration("P1D")', false],
  ['starts with(?, "a (b) [c]")', false],
  ['[1..5], > other', true],
  ['count(?) > 5', true],
  ['matches(?, "a")', true],
  ['{a: 1}.a', true],
])('whether %s could take long: %s', (cell, long) => {
  expect(mayTakeLong(withCell(cell))).toBe(long);
});
