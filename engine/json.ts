/** What a snapshot may not hold: named by its path. */
export class NotJson extends Error {
  readonly code = 'not-json';
}

/** Stands for `undefined`, which JSON would drop; an object that looks like it is wrapped once more. */
const UNDEFINED = '$undefined';

/** XState turns an object with this key into a reference to an actor when it restores a snapshot. */
const ACTOR = 'xstate$$type';

type Finding = 'plain' | 'needs-encoding';

/**
 * JSON that keeps `undefined`. Throws `NotJson`, naming the path, for anything else that JSON would change:
 * functions, symbols, bigints, NaN and infinities, dates, maps, class instances, lists with gaps, cycles.
 */
export function stringify(value: unknown): string {
  return inspect(value, '', 0) === 'plain' ? JSON.stringify(value) : JSON.stringify(encode(value));
}

/** The same for what is known to be plain data, whatever its keys are called. */
export function stringifyPlain(value: unknown): string {
  return JSON.stringify(needsEncoding(value) ? encode(value) : value);
}

/** The value that `stringify` was given. */
export function parse(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return text.includes(UNDEFINED) ? decode(value) : value;
}

/** The same text for equal JSON, whatever the order of its fields. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}

/** Whether two values are the same JSON, whatever the order of their fields. */
export function sameJson(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

/** Throws `NotJson` for what `stringify` refuses. */
export function requireJson(value: unknown): void {
  inspect(value, '', 0);
}

const MOST_DEPTH = 200;

function inspect(value: unknown, path: string, depth: number): Finding {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return 'plain';
    case 'undefined':
      return 'needs-encoding';
    case 'number':
      if (Number.isFinite(value)) return 'plain';
      throw new NotJson(`${path || '/'} is ${value}, which JSON cannot hold`);
    case 'object':
      return value === null ? 'plain' : inspectObject(value, path, depth);
    default:
      throw new NotJson(`${path || '/'} is a ${typeof value}, which JSON cannot hold`);
  }
}

function inspectObject(value: object, path: string, depth: number): Finding {
  if (depth > MOST_DEPTH) throw new NotJson(`${path} is nested more than ${MOST_DEPTH} deep, or a cycle`);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) {
    throw new NotJson(`${path || '/'} is a ${value.constructor?.name ?? 'class instance'}, not plain data`);
  }
  if ('toJSON' in value && typeof value.toJSON === 'function')
    throw new NotJson(`${path || '/'} has a toJSON of its own`);
  if (Object.getOwnPropertySymbols(value).length > 0)
    throw new NotJson(`${path || '/'} has a symbol for a key`);
  const keys = Object.keys(value);
  if (Array.isArray(value) && (keys.length !== value.length || keys.at(-1) !== lastOf(value)))
    throw new NotJson(`${path || '/'} is a list with gaps`);
  let finding: Finding = 'plain';
  for (const key of keys) {
    if (key === UNDEFINED) finding = 'needs-encoding';
    if (key === ACTOR) throw new NotJson(`${path}/${key} would be read as an actor`);
    const inner = inspect((value as Record<string, unknown>)[key], `${path}/${key}`, depth + 1);
    if (inner === 'needs-encoding') finding = inner;
  }
  return finding;
}

/** The name of a list's last place: what has as many names, and this last, has neither gaps nor other names. */
function lastOf({ length }: readonly unknown[]): string | undefined {
  return length === 0 ? undefined : String(length - 1);
}

function needsEncoding(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value === undefined;
  if (Array.isArray(value)) return value.some(needsEncoding);
  for (const key in value) {
    if (key === UNDEFINED || needsEncoding((value as Record<string, unknown>)[key])) return true;
  }
  return false;
}

function encode(value: unknown): unknown {
  if (value === undefined) return { [UNDEFINED]: true };
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(encode);
  const copy = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, encode(inner)]));
  return UNDEFINED in copy ? { [UNDEFINED]: copy } : copy;
}

function decode(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(decode);
  const marked = (value as Record<string, unknown>)[UNDEFINED];
  if (marked === true) return undefined;
  const source = marked === undefined ? value : (marked as object);
  return Object.fromEntries(Object.entries(source).map(([key, inner]) => [key, decode(inner)]));
}
