import type { Evaluate, Fits } from '../feel/run.ts';
import type { Names } from '../logic/env.ts';
import type { Type } from '../types.ts';
import type { Constant } from './cell.ts';
import { compileCell } from './compile.ts';
import { parseCell, parseConstant, parseConstants } from './parse.ts';

/** A name's last parts in `customer.tier`: words without what FEEL could read as an operator. */
const PART = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/**
 * An expression that needs no FEEL to be evaluated: a constant, a list of constants, a name, or a path through contexts
 * whose fields are known. Undefined for all others, and for dates and durations, which are FEEL's values.
 *
 * `alone` says that no FEEL is loaded, and no dates come in: then what is of no known type is JSON, and paths lead
 * through it too.
 */
export function plainExpression(text: string, names: Names, alone: boolean): Evaluate | undefined {
  const trimmed = text.trim();
  if (names.find(trimmed) !== undefined && isName(trimmed)) return (scope) => scope[trimmed] ?? null;
  const constant = parseConstant(trimmed);
  if (constant !== undefined) return constantly(jsonOf(constant));
  if (trimmed.startsWith('[') && trimmed.endsWith(']')) return plainList(trimmed.slice(1, -1));
  const [head = '', ...path] = trimmed.split('.');
  const type = names.find(head);
  if (type === undefined || path.length === 0 || !leads(type, path, alone)) return undefined;
  return (scope) => follow(scope[head] ?? null, path);
}

/** Tests that are an ordinary cell; undefined for all others. */
export function plainTests(text: string): Fits | undefined {
  const cell = parseCell(text);
  return cell.kind === 'beyond' ? undefined : compileCell(cell);
}

/** Follows a path through contexts, and through each element of a list; null where it leads nowhere. */
function follow(value: unknown, path: readonly string[]): unknown {
  let at = value;
  for (const name of path)
    at = Array.isArray(at) ? at.map((element) => entryOf(element, name)) : entryOf(at, name);
  return at ?? null;
}

function entryOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return Object.hasOwn(value, name) ? Reflect.get(value, name) : null;
}

/** The value of a constant, where it is one of JSON. */
export function jsonOf(constant: Constant): number | string | boolean | null | undefined {
  if (constant.type === 'null') return null;
  return 'value' in constant ? constant.value : undefined;
}

function constantly(value: unknown): Evaluate | undefined {
  return value === undefined ? undefined : () => value;
}

function plainList(text: string): Evaluate | undefined {
  const values = parseConstants(text)?.map(jsonOf);
  return values === undefined || values.includes(undefined) ? undefined : () => values;
}

/** FEEL's own words are no names, whatever stands under them. */
function isName(text: string): boolean {
  return text !== 'true' && text !== 'false' && text !== 'null';
}

function leads(type: Type, path: readonly string[], alone: boolean): boolean {
  let at: Type | undefined = type;
  for (const name of path) {
    if (!PART.test(name)) return false;
    if (at?.kind === 'any') return alone;
    if (at?.kind !== 'context') return false;
    at = at.fields.get(name);
  }
  return at !== undefined;
}
