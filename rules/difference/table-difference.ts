import type { InputClause, OutputClause, Rule, Table } from '../model.ts';
import { keyed, members } from './members.ts';
import { change, type Finding, properties, within } from './part.ts';

export function tableDifference(finding: Finding, before: Table, after: Table): void {
  properties(finding, before, after, { hitPolicy: 'policy' });
  members(finding, before.inputs, after.inputs, {
    part: (input) => ({ noun: 'input', name: input.title ?? input.expression }),
    key: inputKey,
    ordered: true,
    inner: (inside, one, other) =>
      properties(inside, one, other, { title: 'title', type: 'type', allowed: 'allowed' }),
  });
  outputsDifference(finding, before.outputs, after.outputs);
  members(finding, before.annotations, after.annotations, {
    part: (name) => ({ noun: 'annotation', name }),
    key: (name) => name,
    ordered: true,
  });
  members(finding, before.rules, after.rules, {
    part: ({ id }) => ({ noun: 'rule', name: id }),
    key: ({ id }) => id,
    ordered: true,
    summary: summaryOf,
    inner: (inside, one, other) =>
      ruleDifference(inside, { table: before, rule: one }, { table: after, rule: other }),
  });
}

export function outputsDifference(
  finding: Finding,
  before: readonly OutputClause[],
  after: readonly OutputClause[],
): void {
  members(finding, before, after, {
    part: (output, index) => ({ noun: 'output', name: outputName(output, index) }),
    key: outputKey(before, after),
    ordered: true,
    inner: (inside, one, other) =>
      properties(inside, one, other, {
        name: 'name',
        title: 'title',
        type: 'type',
        allowed: 'allowed',
        default: 'default',
      }),
  });
}

export function outputName(output: OutputClause | undefined, index: number) {
  return output?.title ?? output?.name ?? String(index + 1);
}

interface InTable {
  readonly table: Table;
  readonly rule: Rule;
}

/** Cells are compared by their columns, wherever these stand. */
function ruleDifference(finding: Finding, before: InTable, after: InTable): void {
  cells(finding, [before.table.inputs, before.rule.when], [after.table.inputs, after.rule.when], {
    key: inputKey,
    nameOf: (input) => input.title ?? input.expression,
    missing: '-',
  });
  cells(finding, [before.table.outputs, before.rule.then], [after.table.outputs, after.rule.then], {
    key: outputKey(before.table.outputs, after.table.outputs),
    nameOf: outputName,
  });
  cells(
    finding,
    [before.table.annotations ?? [], before.rule.annotations ?? []],
    [after.table.annotations ?? [], after.rule.annotations ?? []],
    { key: (name) => name, nameOf: (name) => name, missing: '', absent: '' },
  );
}

interface Columns<T> {
  readonly key: (column: T) => string | undefined;
  readonly nameOf: (column: T, index: number) => string | { readonly en: string; readonly zh?: string };
  /** What a cell says whose column is not there; and one that is not there though its column is. */
  readonly missing?: string;
  readonly absent?: string;
}

function cells<T>(
  finding: Finding,
  [oldColumns, oldCells]: readonly [readonly T[], readonly string[]],
  [columns, texts]: readonly [readonly T[], readonly string[]],
  { key, nameOf, missing, absent }: Columns<T>,
): void {
  const old = keyed(oldColumns, key);
  for (const [id, { member, index }] of keyed(columns, key)) {
    const was = old.get(id);
    const before = was === undefined ? missing : (oldCells[was.index] ?? absent);
    change(finding, { noun: 'cell', name: nameOf(member, index) }, before, texts[index] ?? absent);
  }
  // Cells without a column, which no table should have.
  const [more, extra] = [oldCells.slice(oldColumns.length), texts.slice(columns.length)];
  if (more.join('\n') !== extra.join('\n')) {
    change(within(finding, { noun: 'column' }), { noun: 'cell' }, more.join(', '), extra.join(', '));
  }
}

/** Outputs are told apart by their names; the only one of a table is the same, whether or how it is named. */
function outputKey(before: readonly OutputClause[], after: readonly OutputClause[]) {
  const single = before.length === 1 && after.length === 1;
  return ({ name }: OutputClause) => (single ? undefined : name);
}

/** A column by what it asks. */
function inputKey({ expression }: InputClause): string {
  return expression;
}

function summaryOf({ when, then }: Rule): string {
  return `${when.join(', ')} → ${then.join(', ')}`;
}
