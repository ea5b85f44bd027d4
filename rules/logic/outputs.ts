import { parseCell } from '../cells/parse.ts';
import { equal } from '../feel/equal.ts';
import type { Evaluate, Run, Scope } from '../feel/run.ts';
import type { OutputClause } from '../model.ts';
import { conform, UNFIT } from '../types.ts';
import type { Env } from './env.ts';

/** What a rule or a leaf answers: a value for each output. */
export type Answers = readonly unknown[];

/** The outputs of a table or a tree. */
export interface Outputs {
  /** What is computed of one rule's texts; `env` names the rule. */
  compile(texts: readonly string[], env: Env): (scope: Scope, run: Run) => Answers;
  /** The single value, or a context by the outputs' names. */
  whole(answers: Answers): unknown;
  /** The answer where no rule fits; undefined where there is none. */
  defaults(scope: Scope, run: Run): Answers | undefined;
  /** Less than 0 where the first answers come before the second, by the order of the allowed values. */
  compare(one: Answers, other: Answers, scope: Scope, run: Run): number;
}

export function compileOutputs(clauses: readonly OutputClause[], env: Env): Outputs {
  const outputs = clauses.map((clause, index) => {
    const at = env.at(outputName(clause), `outputs[${index}]`);
    return {
      name: clause.name ?? `output ${index + 1}`,
      type: at.type(clause.type),
      allowed: clause.allowed === undefined ? undefined : at.at('', 'allowed').tests(clause.allowed),
      order: hasOrder(clause) ? at.at('', 'allowed').values(clause.allowed) : undefined,
      fallback: clause.default === undefined ? undefined : at.at('', 'default').expression(clause.default),
    };
  });
  const several = outputs.length > 1;

  function checked(evaluate: Evaluate, index: number, at: Env): Evaluate {
    const output = outputs[index];
    if (output === undefined) return evaluate;
    const { type, allowed } = output;
    return (scope, run) => {
      const value = conform(evaluate(scope, run), type, run);
      if (value === UNFIT) return run.fault('invalid-result', at.place, 'it is not of its type');
      if (value !== null && allowed && allowed(value, scope, run) !== true)
        return run.fault('invalid-result', at.place, 'it is not an allowed value');
      return value;
    };
  }

  return {
    compile(texts, at) {
      if (texts.length !== outputs.length)
        at.issue(`it has ${texts.length} answers for ${outputs.length} outputs`);
      const answers = texts.map((text, index) => {
        const place = at.at(outputs.length > 1 ? (outputs[index]?.name ?? '') : '', `then[${index}]`);
        return checked(place.expression(text), index, place);
      });
      return (scope, run) => answers.map((answer) => answer(scope, run));
    },
    whole(answers) {
      if (!several) return answers[0] ?? null;
      return Object.fromEntries(outputs.map(({ name }, index) => [name, answers[index] ?? null]));
    },
    defaults(scope, run) {
      if (outputs.every(({ fallback }) => fallback === undefined)) return undefined;
      return outputs.map(({ fallback }) => fallback?.(scope, run) ?? null);
    },
    compare(one, other, scope, run) {
      for (const [index, { order }] of outputs.entries()) {
        const values = order?.(scope, run);
        if (!Array.isArray(values)) continue;
        const difference = rank(one[index], values, run) - rank(other[index], values, run);
        if (difference !== 0) return difference;
      }
      return 0;
    },
  };
}

/** What may be anything, or anything but some, says no order. */
function hasOrder(clause: OutputClause): clause is OutputClause & { readonly allowed: string } {
  return clause.allowed !== undefined && !['any', 'not'].includes(parseCell(clause.allowed).kind);
}

function rank(value: unknown, values: readonly unknown[], run: Run): number {
  const index = values.findIndex((candidate) => equal(candidate, value, run) === true);
  return index === -1 ? values.length : index;
}

function outputName(clause: OutputClause): string {
  return clause.title?.en ?? clause.name ?? '';
}
