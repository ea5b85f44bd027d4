import type { Decider, Outcome } from '../decider.ts';
import type { Model } from '../model.ts';
import { type Certain, certainOf } from './certain.ts';
import { PlainTemporal } from './plain-temporal.ts';
import { type Column, type Stage, stagesOf } from './stages.ts';
import type { AskFeel } from './table.ts';
import { plainTemporal } from './temporal.ts';

type Inputs = Readonly<Record<string, unknown>>;

/** So many outcomes of one model are kept. */
const MOST_KEPT = 10_000;

/**
 * Decides in the same words as `decide`, and faster: in a model of ordinary tables with constant answers, the outcome
 * follows from the rules that fit. `decide` is asked once for each set of rules, and for every input that is not
 * surely as it should be. Undefined for all other models. Kept outcomes are frozen.
 */
export function quickened(model: Model, decide: Decider['decide']): Decider['decide'] | undefined {
  const stages = stagesOf(model);
  const checks = stages && inputChecks(model, stages);
  if (stages === undefined || checks === undefined) return undefined;
  const decisions = model.decisions.map(({ name }) => name);
  const kept = new Map<string | number, Outcome>();
  return (inputs, options) => {
    const asked = options?.ask;
    if (asked !== undefined && asked !== model.answer) return decide(inputs, options);
    if (decisions.some((name) => Object.hasOwn(inputs, name))) return decide(inputs, options);
    if (!checks.every(({ name, required, certain }) => isSure(inputs[name], required, certain)))
      return decide(inputs, options);
    const fitting = fits(stages, inputs, decide);
    if (fitting === undefined) return decide(inputs, options);
    const known = kept.get(fitting);
    if (known !== undefined) return known;
    const outcome = decide(inputs, options);
    if (kept.size < MOST_KEPT) kept.set(fitting, frozen(outcome));
    return outcome;
  };
}

const NEVER: AskFeel = () => false;

/** One key for the rules that fit in all stages; undefined where a value is not surely one that may come. */
function fits(
  stages: readonly Stage[],
  inputs: Inputs,
  decide: Decider['decide'],
): string | number | undefined {
  const answers: unknown[] = [];
  let all: string | number = '';
  for (const [index, stage] of stages.entries()) {
    const values = valuesOf(stage.columns, inputs, answers);
    if (values === undefined) return undefined;
    const key = keyOf(stage.matcher(values, NEVER));
    if (stages.length === 1) return key;
    all = `${all};${key}`;
    if (index === stages.length - 1) break;
    if (!stage.answers.has(key)) {
      const { output, faults } = decide(inputs, { ask: stage.name });
      if (faults.length > 0 || stage.answers.size >= MOST_KEPT) return undefined;
      stage.answers.set(key, output);
    }
    answers[index] = stage.answers.get(key);
  }
  return all;
}

function valuesOf(
  columns: readonly Column[],
  inputs: Inputs,
  answers: readonly unknown[],
): unknown[] | undefined {
  const values: unknown[] = [];
  for (const { from, path, temporal, certain, allowed } of columns) {
    const root = typeof from === 'number' ? answers[from] : inputs[from];
    const given = path.length === 0 ? root : end(root, path);
    if (given === undefined || (typeof given === 'object' && given !== null) || !certain(given))
      return undefined;
    const value = temporal && typeof given === 'string' ? read(given) : given;
    if (allowed !== undefined && value !== null && !allowed(value)) return undefined;
    values.push(value);
  }
  return values;
}

/** Undefined where the path leads through anything but contexts that have it. */
function end(root: unknown, path: readonly string[]): unknown {
  let at = root;
  for (const name of path) {
    if (typeof at !== 'object' || at === null || Array.isArray(at) || !Object.hasOwn(at, name))
      return undefined;
    at = Reflect.get(at, name);
  }
  return at;
}

function read(text: string): PlainTemporal | undefined {
  const constant = plainTemporal(text);
  return constant && new PlainTemporal(constant);
}

function keyOf(rows: readonly number[]): string | number {
  return rows.length === 1 ? (rows[0] ?? '') : rows.join();
}

interface InputCheck {
  readonly name: string;
  readonly required: boolean;
  readonly certain: Certain;
}

function isSure(value: unknown, required: boolean, certain: Certain): boolean {
  return value === undefined ? !required : certain(value);
}

/** Every input that is given is checked; those that the stages need are there. */
function inputChecks(model: Model, stages: readonly Stage[]): InputCheck[] | undefined {
  const needed = new Set(
    stages.flatMap(({ name }) => model.decisions.find((decision) => decision.name === name)?.requires ?? []),
  );
  const checks: InputCheck[] = [];
  for (const { name, type } of model.inputs) {
    const certain = certainOf(type, model);
    if (certain === undefined) return undefined;
    checks.push({ name, required: needed.has(name), certain });
  }
  return checks;
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) frozen(inner);
    Object.freeze(value);
  }
  return value;
}
