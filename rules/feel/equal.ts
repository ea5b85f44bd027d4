import { type Context, isContext, kindOf } from './kind.ts';
import { compareValues, isZoned } from './order.ts';
import type { Run } from './run.ts';

/** FEEL's `=`: null where values of different kinds are compared; null equals null and nothing else. */
export function equal(one: unknown, other: unknown, run: Run): boolean | null {
  run.step();
  const [kind, otherKind] = [kindOf(one), kindOf(other)];
  if (kind === 'null' || otherKind === 'null') return kind === otherKind;
  if (kind !== otherKind) return null;
  switch (kind) {
    case 'list':
      return Array.isArray(one) && Array.isArray(other) ? equalLists(one, other, run) : null;
    case 'context':
      return isContext(one) && isContext(other) ? equalContexts(one, other, run) : null;
    case 'boolean':
    case 'string':
    case 'function':
      return one === other;
    case 'range':
      return equalContexts(one as Context, other as Context, run);
    case 'time':
    case 'date and time':
      // One on a clock somewhere and one on any clock are not the same.
      return isZoned(one) === isZoned(other) && compareValues(one, other) === 0;
    default: {
      const order = compareValues(one, other);
      return order === null ? null : order === 0;
    }
  }
}

function equalLists(one: readonly unknown[], other: readonly unknown[], run: Run): boolean {
  return (
    one.length === other.length && one.every((element, index) => equal(element, other[index], run) === true)
  );
}

function equalContexts(one: Context, other: Context, run: Run): boolean {
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && equal(one[name], other[name], run) === true)
  );
}
