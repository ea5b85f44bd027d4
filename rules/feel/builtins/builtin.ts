import type { FeelDate, FeelDateTime, FeelDuration, FeelRange, FeelTime } from 'feelin';
import { attempt } from '../attempt.ts';
import { FeelFunction } from '../function.ts';
import { type Context, isDate, isDuration, type Kind, kindOf } from '../kind.ts';
import type { Run } from '../run.ts';
import { midnight } from '../temporal.ts';

interface Kinds {
  string: string;
  number: number;
  boolean: boolean;
  list: readonly unknown[];
  context: Context;
  function: FeelFunction;
  range: FeelRange;
  date: FeelDate;
  time: FeelTime;
  'date and time': FeelDateTime;
  duration: FeelDuration;
  any: unknown;
}

/** A kind that a parameter takes; with `?`, it may be left out. */
type Taken = keyof Kinds | `${keyof Kinds}?`;
type Given<T extends Taken> = T extends `${infer K extends keyof Kinds}?`
  ? Kinds[K] | undefined
  : T extends keyof Kinds
    ? Kinds[T]
    : never;
type Arguments<P extends Record<string, Taken>> = { readonly [K in keyof P]: Given<P[K]> };

/** One way to call a built-in function; undefined where the arguments are not for it. */
export interface Form {
  readonly names: readonly string[];
  /** The last parameter takes all that is left. */
  readonly rest: boolean;
  call(args: readonly unknown[], run: Run): unknown;
}

/**
 * Parameters in their order, with the kinds that they take. Null and values of other kinds give null, after the
 * implicit conversions: a list of one and its element, a date and its midnight.
 */
export function form<const P extends Record<string, Taken>>(
  parameters: P,
  compute: (args: Arguments<P>, run: Run) => unknown,
): Form {
  const entries = Object.entries(parameters);
  return {
    names: entries.map(([name]) => name),
    rest: false,
    call(args, run) {
      if (args.length > entries.length) return undefined;
      const values: [string, unknown][] = [];
      for (const [index, [name, taken]] of entries.entries()) {
        const optional = taken.endsWith('?');
        const arg = args[index];
        if (arg === undefined) {
          if (!optional) return undefined;
          continue;
        }
        const value = converted(arg, (optional ? taken.slice(0, -1) : taken) as keyof Kinds);
        if (value === undefined) return undefined;
        values.push([name, value]);
      }
      return compute(Object.fromEntries(values) as Arguments<P>, run);
    },
  };
}

/** A list, or any number of arguments that are its elements; every one of the kind. */
export function elements<K extends keyof Kinds>(
  name: string,
  kind: K,
  compute: (list: readonly Kinds[K][], run: Run) => unknown,
): Form {
  return {
    names: [name],
    rest: true,
    call(args, run) {
      if (args.length === 0) return undefined;
      const [first] = args;
      const list: readonly unknown[] = args.length === 1 && Array.isArray(first) ? first : args;
      run.step(list.length);
      const values = list.map((value) => converted(value, kind));
      return values.includes(undefined) ? undefined : compute(values as Kinds[K][], run);
    },
  };
}

function converted(value: unknown, kind: keyof Kinds): unknown {
  if (kind === 'any') return value;
  if (isOfKind(value, kind)) return value;
  if (kind === 'list') return value === null ? undefined : [value];
  if (Array.isArray(value) && value.length === 1) return isOfKind(value[0], kind) ? value[0] : undefined;
  return kind === 'date and time' && isDate(value) ? midnight(value, 'UTC') : undefined;
}

function isOfKind(value: unknown, kind: keyof Kinds): boolean {
  return kind === 'duration' ? isDuration(value) : kindOf(value) === (kind satisfies string as Kind);
}

/** A function of one or several forms: the first that takes the arguments. */
export function builtin(...forms: readonly Form[]): FeelFunction {
  return new Builtin(forms);
}

class Builtin extends FeelFunction {
  readonly #forms: readonly Form[];

  constructor(forms: readonly Form[]) {
    super([], () => null);
    this.#forms = forms;
  }

  override call(args: readonly unknown[], run: Run): unknown {
    return weighed(args, run, () => this.#first((form) => form.call(args, run)));
  }

  override callNamed(args: Context, run: Run): unknown {
    const given = Object.keys(args);
    return weighed(Object.values(args), run, () =>
      this.#first((form) => {
        if (!given.every((name) => form.names.includes(name))) return undefined;
        const values = form.names.map((name) => args[name]);
        return form.call(values.slice(0, values.findLastIndex((value) => value !== undefined) + 1), run);
      }),
    );
  }

  #first(call: (form: Form) => unknown): unknown {
    for (const form of this.#forms) {
      const result = attempt(() => call(form));
      if (result !== undefined) return result;
    }
    return null;
  }
}

/** Counts what a function is given and what it makes: those that look at every element count nothing themselves. */
function weighed(args: readonly unknown[], run: Run, compute: () => unknown): unknown {
  for (const arg of args) run.step(weight(arg));
  const result = run.deeper(compute);
  run.step(weight(result));
  return result;
}

function weight(value: unknown): number {
  if (typeof value === 'string') return value.length >> 4;
  return Array.isArray(value) ? value.length : 0;
}
