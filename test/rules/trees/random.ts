import fc from 'fast-check';
import type {
  Branching,
  InputClause,
  Leaf,
  Model,
  OutputClause,
  Rule,
  Table,
  Tree,
} from '../../../rules/model.ts';

const numbers = ['0', '5', '7.5', '10', '-3'];
const strings = ['"gold"', '"silver"', '"bronze"', '"a \\"b\\""'];
const dates = ['date("2026-01-01")', 'date("2026-02-28")', 'date("2026-12-31")'];
const times = ['time("08:00:00")', 'time("12:30:00")'];

function ordered(constants: readonly string[]): fc.Arbitrary<string> {
  const one = fc.constantFrom(...constants);
  const comparison = fc
    .tuple(fc.constantFrom('<', '<=', '>', '>='), one)
    .map(([sign, constant]) => `${sign} ${constant}`);
  const range = fc
    .tuple(fc.constantFrom('[', '('), fc.nat(constants.length - 1), fc.nat(9), fc.constantFrom(']', ')'))
    .map(([open, from, more, close]) => {
      const to = Math.min(constants.length - 1, from + (more % constants.length));
      return `${open}${constants[from]}..${constants[to]}${close}`;
    });
  return fc.oneof(comparison, range);
}

function equal(constants: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(...constants, 'null'),
    fc
      .uniqueArray(fc.constantFrom(...constants), { minLength: 1, maxLength: 2 })
      .map((some) => some.join(', ')),
    fc.constantFrom(...constants).map((constant) => `not(${constant})`),
  );
}

const someTimes = [
  '07:00:00',
  '08:00:00',
  '08:00:00Z',
  '10:00:00',
  '12:30:00',
  '12:30:00+02:00',
  '13:00:00',
  null,
];

const numbersInOrder = numbers.toSorted((one, other) => Number(one) - Number(other));

/** Inputs by name: their cells, and values that tell cells apart. */
const columns: readonly { input: InputClause; cell: fc.Arbitrary<string>; values: readonly unknown[] }[] = [
  {
    input: { expression: 'score', type: 'number' },
    cell: fc.oneof(ordered(numbersInOrder), equal(numbers)),
    values: [-4, -3, -1, 0, 2, 5, 6, 7.5, 8, 10, 11, null],
  },
  {
    input: { expression: 'tier', type: 'string' },
    cell: fc.oneof({ weight: 5, arbitrary: equal(strings) }, ordered(strings.toSorted())),
    values: ['gold', 'silver', 'bronze', 'a "b"', 'zinc', '', 'b', null],
  },
  {
    input: { expression: 'vip', type: 'boolean' },
    cell: fc.constantFrom('true', 'false', 'not(true)', 'null', 'true, false'),
    values: [true, false, null],
  },
  {
    input: { expression: 'due', type: 'date' },
    cell: fc.oneof(ordered(dates), equal(dates)),
    values: [
      '2025-12-31',
      '2026-01-01',
      '2026-02-01',
      '2026-02-28',
      '2026-06-01',
      '2026-12-31',
      '2027-01-01',
      null,
    ],
  },
  {
    input: { expression: 'at', type: 'time' },
    cell: ordered(times),
    values: someTimes,
  },
  {
    input: { expression: 'until', type: 'time' },
    cell: equal(times),
    values: someTimes,
  },
];

const outputs: fc.Arbitrary<readonly OutputClause[]> = fc.constantFrom(
  [{ type: 'string' }],
  [{ type: 'string', default: '"none"' }],
  [
    { name: 'route', type: 'string', default: '"none"' },
    { name: 'share', type: 'number' },
  ],
);

function answers(clauses: readonly OutputClause[], index: number): string[] {
  return clauses.map(({ type }) => (type === 'number' ? String(index) : `"answer ${index % 4}"`));
}

/** Tables of ordinary cells, under the policies that a tree can be made of, or that are given. */
export function tables(policies: readonly Table['hitPolicy'][] = ['U', 'A', 'F']): fc.Arbitrary<Table> {
  return fc
    .tuple(
      fc.constantFrom(...policies),
      fc.array(fc.nat(columns.length - 1), { minLength: 1, maxLength: 4 }),
      outputs,
      fc.nat(6),
    )
    .chain(([hitPolicy, chosen, clauses, count]) => {
      const inputs = chosen.flatMap((at) => columns[at] ?? []);
      const cells = inputs.map(({ cell }) => fc.oneof({ weight: 2, arbitrary: cell }, fc.constant('-')));
      return fc.array(fc.tuple(...cells), { minLength: count, maxLength: count }).map((rows): Table => {
        const rules = rows.map(
          (when, index): Rule => ({ id: `r${index + 1}`, when, then: answers(clauses, index) }),
        );
        return {
          kind: 'table',
          hitPolicy,
          inputs: inputs.map(({ input }) => input),
          outputs: clauses,
          rules,
        };
      });
    });
}

/** Trees that ask the same inputs, some of them more than once on a way, with branches that overlap or end in nothing. */
export function trees(): fc.Arbitrary<Tree> {
  return outputs.chain((clauses) => {
    let leaves = 0;
    const leaf: fc.Arbitrary<Leaf> = fc.nat(20).map((answer) => {
      leaves += 1;
      return { id: `leaf-${leaves % 7}`, then: answers(clauses, answer) };
    });
    const node = fc.letrec<{ node: Branching | Leaf }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 3, depthIdentifier: 'tree' },
        leaf,
        fc.nat(columns.length - 1).chain((at) => branching(at, tie('node'))),
      ),
    })).node;
    return node.map((root): Tree => ({ kind: 'tree', outputs: clauses, root }));
  });
}

function branching(at: number, then: fc.Arbitrary<Branching | Leaf>): fc.Arbitrary<Branching> {
  const [column] = columns.slice(at);
  const { expression: ask, ...rest } = column?.input ?? { expression: 'score' };
  const test = fc.oneof({ weight: 4, arbitrary: column?.cell ?? fc.constant('-') }, fc.constant('-'));
  const branch = fc.tuple(test, then).map((pair) =>
    Object.fromEntries([
      ['test', pair[0]],
      ['then', pair[1]],
    ]),
  );
  return fc
    .array(branch, { maxLength: 3 })
    .map((branches) => ({ ask, ...rest, branches }) as unknown as Branching);
}

/** Values that tell the cells of these tables and trees apart. */
export const facts: fc.Arbitrary<Record<string, unknown>> = fc.record(
  Object.fromEntries(columns.map(({ input, values }) => [input.expression, fc.constantFrom(...values)])),
);

export function modelOf(logic: Table | Tree): Model {
  return {
    id: 'random',
    inputs: columns.map(({ input: { expression: name, ...rest } }) => ({ name, ...rest })),
    decisions: [{ name: 'answer', requires: columns.map(({ input }) => input.expression), logic }],
    answer: 'answer',
  };
}
