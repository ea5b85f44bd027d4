import { isDeepStrictEqual } from 'node:util';
import type { Expression, FunctionDefinition, Parameter } from '../model.ts';
import { members } from './members.ts';
import type { Noun } from './nouns.ts';
import { change, type Finding, properties, within } from './part.ts';
import { tableDifference } from './table-difference.ts';
import { treeDifference } from './tree-difference.ts';

type OfKind<Kind extends Expression['kind']> = Extract<Expression, { readonly kind: Kind }>;
type Compare<Kind extends Expression['kind']> = (
  finding: Finding,
  before: OfKind<Kind>,
  after: OfKind<Kind>,
) => void;

const comparisons: { readonly [Kind in Expression['kind']]: Compare<Kind> } = {
  literal: (finding, before, after) =>
    properties(finding, before, after, { text: 'expression', type: 'type' }),
  table: tableDifference,
  tree: treeDifference,
  context: (finding, before, after) =>
    members(finding, before.entries, after.entries, {
      part: ({ name }) => (name === undefined ? { noun: 'result' } : { noun: 'entry', name }),
      key: ({ name }) => name,
      ordered: true,
      inner: (inside, one, other) => {
        properties(inside, one, other, { type: 'type' });
        logicDifference(inside, one.value, other.value);
      },
    }),
  invocation(finding, before, after) {
    logicDifference(finding, before.function, after.function, 'function');
    members(finding, before.arguments, after.arguments, {
      part: ({ name }) => ({ noun: 'argument', name }),
      key: ({ name }) => name,
      ordered: true,
      inner: (inside, one, other) => {
        properties(inside, one, other, { type: 'type' });
        logicDifference(inside, one.value, other.value);
      },
    });
  },
  relation(finding, before, after) {
    parameters(finding, before.columns, after.columns, 'column');
    members(finding, before.rows, after.rows, {
      part: (_, index) => ({ noun: 'row', name: String(index + 1) }),
      inner: (inside, one, other) => several(inside, one, other, 'cell'),
    });
  },
  list: (finding, before, after) => several(finding, before.items, after.items, 'item'),
  function: functionDifference,
  conditional(finding, before, after) {
    logicDifference(finding, before.if, after.if, 'if');
    logicDifference(finding, before.then, after.then, 'yes');
    logicDifference(finding, before.else, after.else, 'no');
  },
  filter(finding, before, after) {
    logicDifference(finding, before.in, after.in, 'in');
    logicDifference(finding, before.match, after.match, 'match');
  },
  for(finding, before, after) {
    properties(finding, before, after, { variable: 'variable' });
    logicDifference(finding, before.in, after.in, 'in');
    logicDifference(finding, before.return, after.return, 'return');
  },
  every: quantified,
  some: quantified,
};

/** Of what is computed; `noun` says what it is a part of. */
export function logicDifference(
  finding: Finding,
  before: Expression | undefined,
  after: Expression | undefined,
  noun?: Noun,
): void {
  if (isDeepStrictEqual(before, after)) return;
  const inside = noun === undefined ? finding : within(finding, { noun });
  if (before?.kind !== after?.kind || before === undefined || after === undefined) {
    change(inside, { noun: 'logic' }, shortOf(before), shortOf(after));
    return;
  }
  (comparisons[before.kind] as Compare<Expression['kind']>)(inside, before as never, after as never);
}

export function functionDifference(
  finding: Finding,
  before: FunctionDefinition,
  after: FunctionDefinition,
): void {
  properties(finding, before, after, { language: 'language' });
  parameters(finding, before.parameters, after.parameters, 'parameter');
  logicDifference(finding, before.body, after.body, 'body');
}

function quantified(
  finding: Finding,
  before: OfKind<'every' | 'some'>,
  after: OfKind<'every' | 'some'>,
): void {
  properties(finding, before, after, { variable: 'variable' });
  logicDifference(finding, before.in, after.in, 'in');
  logicDifference(finding, before.satisfies, after.satisfies, 'satisfies');
}

function parameters(
  finding: Finding,
  before: readonly Parameter[],
  after: readonly Parameter[],
  noun: Noun,
): void {
  members(finding, before, after, {
    part: ({ name }) => ({ noun, name }),
    key: ({ name }) => name,
    ordered: true,
    inner: (inside, one, other) => properties(inside, one, other, { type: 'type' }),
  });
}

/** What has no names is compared by position. */
function several(
  finding: Finding,
  before: readonly Expression[],
  after: readonly Expression[],
  noun: Noun,
): void {
  members(finding, before, after, {
    part: (_, index) => ({ noun, name: String(index + 1) }),
    summary: (one) => shortOf(one) ?? '',
    inner: (inside, one, other) => logicDifference(inside, one, other),
  });
}

function shortOf(expression: Expression | undefined): string | undefined {
  return expression?.kind === 'literal' ? expression.text : expression?.kind;
}
