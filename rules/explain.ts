import type { Branching, Expression, Leaf, Model, Table, Tree } from './model.ts';
import { partsOf } from './parts-of.ts';

/** A rule in the words of its table: what it asks, what it answers, what people wrote beside it. */
export interface RuleInWords {
  /** The decision or the knowledge that holds the table or tree. */
  readonly table: string;
  readonly rule: string;
  /** What was asked and passed, what fits anything left out. */
  readonly when: readonly { readonly input: string; readonly test: string }[];
  readonly then: readonly { readonly output: string; readonly value: string }[];
  readonly notes: readonly { readonly name: string; readonly note: string }[];
}

/**
 * The rules of a model that these ids name, as a decision gives them (`id`, or `table: id` where the model has several
 * tables), in their order. Ids that it does not have are left out.
 */
export function rulesInWords(model: Model, ids: readonly string[]): readonly RuleInWords[] {
  const known = new Map<string, RuleInWords>();
  for (const [table, expression] of logics(model)) {
    for (const rule of rulesOf(table, expression)) {
      known.set(`${table}: ${rule.rule}`, rule);
      if (!known.has(rule.rule)) known.set(rule.rule, rule);
    }
  }
  return ids.flatMap((id) => known.get(id) ?? []);
}

/** Every decision and every piece of knowledge that has logic, by name. */
function logics({ decisions, knowledge = [] }: Model): [string, Expression][] {
  return [
    ...decisions.flatMap(({ name, logic }): [string, Expression][] =>
      logic === undefined ? [] : [[name, logic]],
    ),
    ...knowledge.map((one): [string, Expression] => [one.name, one.function]),
  ];
}

function rulesOf(table: string, expression: Expression): readonly RuleInWords[] {
  switch (expression.kind) {
    case 'table':
      return rulesOfTable(table, expression);
    case 'tree':
      return rulesOfTree(table, expression);
    case 'function':
      return rulesOf(table, expression.body);
    default:
      return partsOf(expression).flatMap(([, part]) => rulesOf(table, part));
  }
}

const ANYTHING = '-';

function rulesOfTable(
  table: string,
  { inputs, outputs, annotations = [], rules }: Table,
): readonly RuleInWords[] {
  return rules.map(({ id, when, then, annotations: notes = [] }) => ({
    ...{ table, rule: id },
    when: when.flatMap((test, place) =>
      test.trim() === ANYTHING ? [] : [{ input: inputs[place]?.expression ?? '', test }],
    ),
    then: then.map((value, place) => ({ output: outputs[place]?.name ?? table, value })),
    notes: notes.flatMap((note, place) => (note === '' ? [] : [{ name: annotations[place] ?? '', note }])),
  }));
}

function rulesOfTree(table: string, { outputs, root }: Tree): readonly RuleInWords[] {
  function walk(node: Branching | Leaf, when: RuleInWords['when']): readonly RuleInWords[] {
    if ('ask' in node) {
      return node.branches.flatMap(({ test, then }) =>
        walk(then, test.trim() === ANYTHING ? when : [...when, { input: node.ask, test }]),
      );
    }
    const then = node.then.map((value, place) => ({ output: outputs[place]?.name ?? table, value }));
    const notes = node.note === undefined ? [] : [{ name: '', note: node.note }];
    return [{ ...{ table, rule: node.id, when, then, notes } }];
  }
  return walk(root, []);
}
