import type { Evaluate } from '../feel/run.ts';
import type { Table } from '../model.ts';
import type { Env } from './env.ts';
import { type Fitting, none, take } from './hit-policy.ts';
import { compileInputs, compileMatching } from './matching.ts';
import { compileOutputs } from './outputs.ts';

/** A decision table, by its hit policy. Every asking is written down with the ids of the rules that it took. */
export function compileTable(table: Table, env: Env): Evaluate {
  checkShape(table, env);
  const inputs = compileInputs(table, env);
  const matching = compileMatching(table, env);
  const outputs = compileOutputs(table.outputs, env);
  const answers = table.rules.map((rule, index) =>
    outputs.compile(rule.then, env.at(`rule ${rule.id}`, `rules[${index}]`)),
  );
  const idOf = (index: number) => table.rules[index]?.id ?? '';

  return (scope, run) => {
    run.step();
    const values = inputs(scope, run);
    if (values === undefined) return null;
    const [first, ...more] = matching(values, scope, run).map(
      (rule): Fitting => ({ rule, answers: answers[rule]?.(scope, run) ?? [] }),
    );
    if (first === undefined) {
      run.hits.push({ table: env.owner, rules: [] });
      const defaults = outputs.defaults(scope, run);
      return defaults === undefined ? none(table.hitPolicy) : outputs.whole(defaults);
    }
    const taken = take(table.hitPolicy, [first, ...more], outputs, env, scope, run);
    run.hits.push({ table: env.owner, rules: taken.rules.map(idOf) });
    return taken.value;
  };
}

function checkShape(table: Table, env: Env): void {
  const ids = new Set<string>();
  if (table.outputs.length === 0) env.issue('a table has at least one output');
  if (table.outputs.length > 1 && ['C+', 'C<', 'C>'].includes(table.hitPolicy))
    env.issue(`${table.hitPolicy} takes one output`);
  for (const [index, rule] of table.rules.entries()) {
    const at = env.at(`rule ${rule.id}`, `rules[${index}]`);
    if (ids.has(rule.id)) at.issue(`there are two rules ${rule.id}`);
    ids.add(rule.id);
    if (rule.when.length !== table.inputs.length)
      at.issue(`it has ${rule.when.length} tests for ${table.inputs.length} inputs`);
  }
}
