import { type Context, isContext, type Kind, kindOf } from './feel/kind.ts';
import type { Fits, Run } from './feel/run.ts';
import { scopeOf } from './feel/run.ts';

/** What a name of a type stands for. `tests` are those that every value passes besides. */
export type Type = Shape & {
  readonly tests?: readonly Fits[];
  /** Of dates and times: what makes one of a date. */
  readonly midnight?: (date: unknown) => unknown;
};

type Shape =
  | { readonly kind: 'any' }
  | { readonly kind: Exclude<Kind, 'list' | 'context' | 'function'> }
  | { readonly kind: 'list'; readonly of: Type }
  | { readonly kind: 'context'; readonly fields: ReadonlyMap<string, Type> }
  | { readonly kind: 'function'; readonly result?: Type };

export const ANY: Type = { kind: 'any' };

/** What `conform` gives for a value that is not of the type, and cannot be made so. */
export const UNFIT = Symbol('unfit');

/**
 * The value as one of the type: itself, or by one of DMN's implicit conversions (a list of one and its element, a date
 * and its midnight). Null is of every type.
 */
export function conform(value: unknown, type: Type, run: Run): unknown {
  if (value === null || value === undefined) return null;
  const same = asItIs(value, type, run);
  if (same !== UNFIT) return same;
  if (type.kind === 'list') return Array.isArray(value) ? UNFIT : asItIs([value], type, run);
  if (Array.isArray(value)) return value.length === 1 ? asItIs(value[0], type, run) : UNFIT;
  return UNFIT;
}

function asItIs(value: unknown, type: Type, run: Run): unknown {
  const shaped = shape(value, type, run);
  if (shaped === UNFIT || type.tests === undefined) return shaped;
  return type.tests.every((fits) => fits(shaped, NOTHING, run) === true) ? shaped : UNFIT;
}

const NOTHING = scopeOf({});

function shape(value: unknown, type: Type, run: Run): unknown {
  if (value === null || value === undefined) return null;
  switch (type.kind) {
    case 'any':
      return value;
    case 'list': {
      if (!Array.isArray(value)) return UNFIT;
      run.step(value.length);
      const elements = value.map((element) => conform(element, type.of, run));
      return elements.includes(UNFIT) ? UNFIT : elements;
    }
    case 'context':
      return kindOf(value) === 'context' ? withFields(value as Context, type.fields, run) : UNFIT;
    default: {
      const kind = kindOf(value);
      if (kind === type.kind) return value;
      return kind === 'date' && type.midnight ? type.midnight(value) : UNFIT;
    }
  }
}

function withFields(value: Context, fields: ReadonlyMap<string, Type>, run: Run): unknown {
  const conformed = new Map(Object.entries(value));
  for (const [name, type] of fields) {
    if (!conformed.has(name)) continue;
    const field = conform(conformed.get(name), type, run);
    if (field === UNFIT) return UNFIT;
    conformed.set(name, field);
  }
  return Object.fromEntries(conformed);
}

/**
 * Whether the value is of the type as it stands, without a conversion and whatever values are allowed; null is of none
 * but its own.
 */
export function isOf(value: unknown, type: Type, run: Run): boolean {
  if (value === null || value === undefined) return type.kind === 'null';
  return type.kind === 'list'
    ? Array.isArray(value) && value.every((element) => type.of.kind === 'any' || isOf(element, type.of, run))
    : type.kind === 'context'
      ? hasFields(value, type.fields, run)
      : type.kind === 'any' || kindOf(value) === type.kind;
}

function hasFields(value: unknown, fields: ReadonlyMap<string, Type>, run: Run): boolean {
  if (!isContext(value)) return false;
  return [...fields].every(
    ([name, type]) => Object.hasOwn(value, name) && (value[name] === null || isOf(value[name], type, run)),
  );
}
