import type { Decision, InputClause, Model, Table } from '../model.ts';
import { type Certain, certainOf, isTemporal, typeAt } from './certain.ts';
import { compileCell, type Passes } from './compile.ts';
import { parseCell, parseConstant } from './parse.ts';
import { compileTable, type Matcher } from './table.ts';

/** A table of the model, and where its inputs' values come from. */
export interface Stage {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly matcher: Matcher;
  /** What it answers, by the rules that fit. */
  readonly answers: Map<string | number, unknown>;
}

export interface Column {
  /** An input, or the stage with this index. */
  readonly from: string | number;
  readonly path: readonly string[];
  readonly temporal: boolean;
  readonly certain: Certain;
  readonly allowed: Passes | undefined;
}

/** The tables that the answer takes, each after those that it uses; undefined where they are not all ordinary. */
export function stagesOf(model: Model): Stage[] | undefined {
  if ([model.imports, model.knowledge, model.services].some((part) => part?.length)) return undefined;
  if (model.types?.some(({ name }) => name === 'Any' || name === 'number' || isTemporal(name)))
    return undefined;
  const stages: Stage[] = [];
  const add = (name: string, within: readonly string[]): boolean => {
    if (stages.some((stage) => stage.name === name) || model.inputs.some((input) => input.name === name))
      return true;
    const decision = model.decisions.find((each) => each.name === name);
    if (decision === undefined || within.includes(name)) return false;
    if (!(decision.requires ?? []).every((required) => add(required, [...within, name]))) return false;
    const stage = stageOf(decision, model, stages);
    if (stage !== undefined) stages.push(stage);
    return stage !== undefined;
  };
  return add(model.answer, []) && stages.length > 0 ? stages : undefined;
}

function stageOf(
  { name, logic, requires = [] }: Decision,
  model: Model,
  before: readonly Stage[],
): Stage | undefined {
  if (logic?.kind !== 'table' || !hasConstantAnswers(logic)) return undefined;
  const columns: Column[] = [];
  for (const clause of logic.inputs) {
    const column = columnOf(clause, requires, model, before);
    if (column === undefined) return undefined;
    columns.push(column);
  }
  const cells = logic.rules.map((rule) =>
    logic.inputs.map(({ type }, input) => parseCell(rule.when[input] ?? '-', type)),
  );
  if (cells.some((row) => row.some(({ kind }) => kind === 'beyond'))) return undefined;
  const matcher = compileTable(cells, columns.length, logic.hitPolicy === 'F');
  return { name, columns, matcher, answers: new Map() };
}

function hasConstantAnswers({ rules, outputs }: Table): boolean {
  const isOrdinary = (text: string) => {
    const constant = parseConstant(text);
    return constant !== undefined && !('order' in constant);
  };
  return (
    rules.every(({ then }) => then.every(isOrdinary)) &&
    outputs.every(({ default: text }) => text === undefined || isOrdinary(text)) &&
    // What else may be a value could hang on the inputs.
    outputs.every(({ allowed = '-' }) => parseCell(allowed).kind !== 'beyond')
  );
}

function columnOf(
  clause: InputClause,
  requires: readonly string[],
  model: Model,
  before: readonly Stage[],
): Column | undefined {
  const text = clause.expression.trim();
  const whole = requires.includes(text);
  const [head = '', ...path] = whole ? [text] : text.split('.');
  if (!requires.includes(head) || parseConstant(text) !== undefined) return undefined;
  const input = model.inputs.find(({ name }) => name === head);
  const stage = before.findIndex(({ name }) => name === head);
  if (input === undefined && stage === -1) return undefined;
  const source = typeAt(input?.type, path, model);
  const type = typeAt(clause.type, [], model);
  // A text is not a date because the column says so, nor a date a text.
  if ((isTemporal(source) || isTemporal(type)) && type !== source && !(type ?? 'Any').endsWith('Any'))
    return undefined;
  const certain = certainOf(clause.type, model);
  const allowed = clause.allowed === undefined ? undefined : parseCell(clause.allowed);
  if (certain === undefined || allowed?.kind === 'beyond') return undefined;
  return {
    from: input === undefined ? stage : head,
    path,
    temporal: isTemporal(source),
    certain,
    allowed: allowed && compileCell(allowed),
  };
}
