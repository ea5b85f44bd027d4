import * as z from 'zod';
import { type Inline, inline, type Scope } from './define.ts';
import { type Issue, parse } from './parse.ts';

/** Values by the names of a decision's inputs: codes and numbers, and no personal data. Undefined is null. */
type Facts = Readonly<Record<string, unknown>>;

/** A decision answered what the process cannot use. */
export class DecisionUnfit extends Error {
  readonly code = 'decision-unfit';
  readonly issues: readonly Issue[];
  constructor(decision: string, issues: readonly Issue[]) {
    const [first] = issues;
    super(`The decision ${decision} answers what does not fit: ${first?.path} ${first?.message}.`);
    this.issues = issues;
  }
}

/** What a decision takes and gives, where that is the actor's own input and output. */
interface Whole<I extends z.ZodType, O extends z.ZodType> {
  readonly input: I;
  /** What the process can use of an answer: any other leads to `onError`. */
  readonly output: O;
}

/** What it takes and gives, where the actor makes its output from the answer, and maybe the facts from its input. */
interface Made<I extends z.ZodType, O extends z.ZodType, A extends z.ZodType> extends Whole<I, O> {
  /** What the decision has to answer. */
  readonly answer: A;
  facts?(input: z.output<I>, scope: Scope): Facts;
  result(answer: z.output<A>, input: z.output<I>, scope: Scope): z.output<O>;
}

/**
 * An inline actor that is a decision: people change its table without a deploy, and the version in force decides, within
 * the same commit. The journal records the version, the rules that fitted, the facts and the answer. `onError` where it
 * is missing or not published (`decision-missing`), fails (`decision-failed`), or answers what does not fit
 * (`decision-unfit`).
 */
export function decide<I extends z.ZodType, O extends z.ZodType, A extends z.ZodType>(
  decision: string,
  spec: Made<I, O, A>,
): Inline<I, O>;
export function decide<I extends z.ZodType, O extends z.ZodType>(
  decision: string,
  spec: Whole<I, O>,
): Inline<I, O>;
export function decide<I extends z.ZodType, O extends z.ZodType>(
  decision: string,
  spec: Whole<I, O> | Made<I, O, z.ZodType>,
): Inline<I, O> {
  return inline({
    input: spec.input,
    output: spec.output,
    decision,
    compute(input, scope) {
      if (!('answer' in spec)) {
        return fitting(decision, spec.output, scope.decide(decision, fieldsOf(spec.input, input)));
      }
      const facts = spec.facts?.(input, scope) ?? fieldsOf(spec.input, input);
      const answer = scope.decide(decision, facts);
      return spec.result(fitting(decision, spec.answer, answer), input, scope);
    },
  });
}

/** All that the input may say: what it does not is a fact too. */
function fieldsOf(schema: z.ZodType, input: unknown): Facts {
  const names = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  return { ...Object.fromEntries(names.map((name) => [name, undefined])), ...(input as Facts) };
}

function fitting<S extends z.ZodType>(decision: string, schema: S, answer: unknown): z.output<S> {
  const parsed = parse(schema, answer);
  if ('issues' in parsed) throw new DecisionUnfit(decision, parsed.issues);
  return parsed.value as z.output<S>;
}
