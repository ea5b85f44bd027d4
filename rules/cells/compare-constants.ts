import type { Constant } from './cell.ts';

/** Less than 0 where the first comes first. Both are of one type. */
export function compareConstants(one: Constant, other: Constant): number {
  if ('order' in one && 'order' in other) return one.order - other.order;
  if (!('value' in one) || !('value' in other) || one.value === other.value) return 0;
  return one.value < other.value ? -1 : 1;
}

export function sameConstant(one: Constant, other: Constant): boolean {
  return one.type === other.type && compareConstants(one, other) === 0;
}
