import type { Constant } from '../../../rules/cells/cell.ts';
import {
  HIT_POLICIES,
  type HitPolicy,
  type InputClause,
  type Model,
  type Rule,
  type Table,
} from '../../../rules/model.ts';
import type { Dice } from '../../local/dice.ts';
import { constant, passes } from './naive.ts';

/** A table at random, with what was put into it to be found. */
export interface Planted {
  readonly model: Model;
  readonly table: Table;
  /** Values at and around the constants of each input's cells, all of them allowed. */
  readonly values: readonly (readonly Constant[])[];
  readonly overlap?: readonly [string, string];
  readonly masked?: string;
  readonly gap?: readonly Constant[];
}

interface Kind {
  readonly type: string;
  /** As they stand in cells, in order; those with an odd index are not used in cells. */
  readonly ladder: readonly string[];
  readonly ordered: boolean;
  readonly allowed?: readonly string[];
}

const KINDS: readonly Kind[] = [
  {
    type: 'number',
    ladder: ['-3', '-2.5', '0', '0.5', '1', '1.5', '2', '7', '10', '55', '100', '101'],
    ordered: true,
    allowed: ['[0..100]', '0, 1, 2, 10', '> 0', '[0..10], 100'],
  },
  {
    type: 'string',
    ladder: ['"a"', '"ab"', '"b"', '"bz"', '"c"', '"cc"', '"d"', '"zz"'],
    ordered: false,
    allowed: ['"a", "b", "c"', '"a", "d"', 'not("b")'],
  },
  { type: 'string', ladder: ['"a"', '"ab"', '"b"', '"bz"', '"c"', '"cc"', '"d"', '"zz"'], ordered: true },
  { type: 'boolean', ladder: ['false', 'true', 'true', 'false'], ordered: false },
  {
    type: 'date',
    ladder: ['2026-01-01', '2026-01-15', '2026-01-30', '2026-02-03', '2026-02-04', '2026-03-01'].map(at),
    ordered: true,
    allowed: ['>= @"2026-01-01"'],
  },
  {
    type: 'time',
    ladder: ['08:00:00', '08:00:01', '12:00:00', '17:30:00', '23:59:59'].map(at),
    ordered: true,
  },
  {
    type: 'date and time',
    ladder: ['2026-01-01T00:00:00', '2026-01-01T08:00:00', '2026-01-02T00:00:00', '2027-01-01T00:00:00'].map(
      at,
    ),
    ordered: true,
  },
  {
    type: 'days and time duration',
    ladder: ['-P1D', 'PT0S', 'PT1H', 'PT2H', 'P1D', 'P30D', 'P90D'].map(at),
    ordered: true,
    allowed: ['>= @"PT0S"'],
  },
  { type: 'years and months duration', ladder: ['P0M', 'P1M', 'P2M', 'P1Y', 'P2Y'].map(at), ordered: true },
];

/** Of any hit policy, with 1 to 30 rules of 1 to 6 inputs, and a gap, an overlap or a masked rule put into it. */
export function randomTable(dice: Dice): Planted {
  const hitPolicy = dice.among(HIT_POLICIES);
  const kinds = Array.from({ length: dice.whole(1, 6) }, () => dice.among(KINDS));
  const clauses = kinds.map((kind, index): InputClause => {
    const allowed =
      dice.chance(40) && kind.allowed !== undefined ? { allowed: dice.among(kind.allowed) } : {};
    return { expression: `x${index}`, type: kind.type, ...allowed };
  });
  const twice = dice.chance(15) && kinds[0] !== undefined ? [0] : [];
  const columns = [...clauses.keys(), ...twice];
  const loose = dice.whole(20, 80);
  const rows = Array.from({ length: dice.whole(1, 30) }, (_, index): Rule => {
    const when = columns.map((at) =>
      dice.chance(loose) ? '-' : randomCell(dice, kinds[at] ?? (KINDS[0] as Kind)),
    );
    return { id: `r${index + 1}`, when, then: [randomAnswer(dice, hitPolicy)] };
  });
  const values = kinds.map((kind, index) => {
    const nullable = namesNull({ columns }, rows, index);
    const all = [...kind.ladder.map(constant), ...(nullable ? [constant('null')] : [])];
    return all.filter((value) => value.type === 'null' || passes(clauses[index]?.allowed ?? '-', value));
  });
  const inputs = columns.flatMap((at) => clauses[at] ?? []);
  return plant(dice, { hitPolicy, inputs, rows, values, columns });
}

interface Grown {
  readonly hitPolicy: HitPolicy;
  readonly inputs: readonly InputClause[];
  readonly rows: readonly Rule[];
  readonly values: readonly (readonly Constant[])[];
  /** Which value each column asks for. */
  readonly columns: readonly number[];
}

function plant(dice: Dice, grown: Grown): Planted {
  const { hitPolicy, values, columns } = grown;
  const rows = [...grown.rows];
  const point = values.map((of) => dice.among(of));
  const fitting = (row: Rule) =>
    row.when.every((text, at) => passes(text, point[columns[at] ?? 0] as Constant));
  const reached = rows.filter((row) => row.when.every((text) => text === '-') || fitting(row));
  const [model] = reached;
  let found: Omit<Planted, 'model' | 'table' | 'values'> = {};
  if ((hitPolicy === 'U' || hitPolicy === 'A') && model !== undefined && dice.chance(60)) {
    const answer = model.then[0] === '"one"' ? '"two"' : '"one"';
    rows.push({ id: 'planted', when: loosened(dice, model.when), then: [answer] });
    found = { overlap: [model.id, 'planted'] };
  } else if ((hitPolicy === 'F' || hitPolicy === 'P') && model !== undefined && dice.chance(60)) {
    rows.push({ id: 'planted', when: narrowed(dice, grown, model.when), then: [...model.then] });
    found = { masked: 'planted' };
  } else {
    const left = rows.filter((row) => !fitting(row));
    if (left.length > 0) {
      rows.length = 0;
      rows.push(...left);
      found = { gap: point };
    }
  }
  const table = tableOf(grown, rows, found.gap === undefined && dice.chance(20));
  const named = values.map((of, index) =>
    of.filter(({ type }) => type !== 'null' || namesNull(grown, rows, index)),
  );
  const { gap, ...others } = found;
  const stands = gap?.every((value, index) => named[index]?.includes(value));
  return {
    model: modelOf(grown.inputs, table),
    table,
    values: named,
    ...others,
    ...(stands && gap !== undefined ? { gap } : {}),
  };
}

/** Null comes only where a cell asks for it. */
function namesNull({ columns }: Pick<Grown, 'columns'>, rows: readonly Rule[], index: number): boolean {
  return rows.some(({ when }) => when.some((text, at) => columns[at] === index && /null/.test(text)));
}

/** Fits all that the cells fit, and perhaps more. */
function loosened(dice: Dice, when: readonly string[]): string[] {
  return when.map((text) => (dice.chance(30) ? '-' : text));
}

/** Fits nothing that the cells do not fit; what fits everything is narrowed to one value. */
function narrowed(dice: Dice, { inputs, values, columns }: Grown, when: readonly string[]): string[] {
  return when.map((text, at) => {
    const value = dice.among(values[columns[at] ?? 0] ?? []);
    const twice = inputs.filter(({ expression }) => expression === inputs[at]?.expression).length > 1;
    if (text !== '-' || value.type === 'null' || twice || dice.chance(50)) return text;
    return 'text' in value ? `@"${value.text}"` : JSON.stringify('value' in value ? value.value : null);
  });
}

function tableOf(grown: Grown, rules: readonly Rule[], answered: boolean): Table {
  const { hitPolicy, inputs } = grown;
  const sum = ['C+', 'C<', 'C>'].includes(hitPolicy);
  const output = sum
    ? { type: 'number', ...(answered ? { default: '0' } : {}) }
    : { type: 'string', allowed: '"one", "two", "three"', ...(answered ? { default: '"three"' } : {}) };
  return { kind: 'table', hitPolicy, inputs, outputs: [output], rules };
}

function modelOf(inputs: readonly InputClause[], table: Table): Model {
  const types = new Map(inputs.map(({ expression, type }) => [expression, type ?? 'Any']));
  return {
    id: 'random',
    inputs: [...types].map(([name, type]) => ({ name, type })),
    decisions: [{ name: 'Answer', requires: [...types.keys()], logic: table }],
    answer: 'Answer',
  };
}

function randomAnswer(dice: Dice, hitPolicy: HitPolicy): string {
  if (['C+', 'C<', 'C>'].includes(hitPolicy)) return String(dice.whole(1, 3));
  return dice.pick(['"one"', '"two"', '"three"']);
}

function randomCell(dice: Dice, kind: Kind): string {
  const cell = Array.from({ length: dice.pick([1, 1, 1, 2, 3]) }, () => randomTest(dice, kind)).join(', ');
  return dice.chance(15) ? `not(${cell})` : cell;
}

function randomTest(dice: Dice, kind: Kind): string {
  const steps = kind.ladder.filter((_, index) => index % 2 === 0);
  const from = dice.below(steps.length);
  const to = dice.whole(from, steps.length - 1);
  if (dice.chance(4)) return 'null';
  if (!kind.ordered || dice.chance(30)) return steps[from] ?? '';
  if (dice.chance(50)) return `${dice.pick(['<', '<=', '>', '>='])} ${steps[from]}`;
  return `${dice.pick(['[', '('])}${steps[from]}..${steps[to]}${dice.pick([']', ')'])}`;
}

function at(text: string): string {
  return `@"${text}"`;
}
