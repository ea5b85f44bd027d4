import { equal } from '../../../rules/feel/equal.ts';
import { isContext, kindOf } from '../../../rules/feel/kind.ts';
import { Run } from '../../../rules/feel/run.ts';

/** FEEL's numbers have 34 digits, ours some 15, and the kit writes some results with 8: what differs beyond is the same. */
const PRECISION = 1e-8;

export function sameValue(one: unknown, other: unknown): boolean {
  if (typeof one === 'number' && typeof other === 'number')
    return Math.abs(one - other) <= PRECISION * Math.max(1, Math.abs(one), Math.abs(other));
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((element, index) => sameValue(element, other[index]));
  if (isContext(one) && isContext(other)) {
    const names = Object.keys(one);
    return (
      names.length === Object.keys(other).length &&
      names.every((name) => Object.hasOwn(other, name) && sameValue(one[name], other[name]))
    );
  }
  return kindOf(one) === kindOf(other) && equal(one, other, new Run()) === true;
}
