import { decimal } from '../decimal.ts';
import { compareValues } from '../order.ts';
import { builtin, elements } from './builtin.ts';

function best(list: readonly unknown[], better: (order: number) => boolean): unknown {
  let found: unknown = list[0] ?? null;
  for (const value of list) {
    const order = compareValues(value, found);
    if (order === null) return null;
    if (better(order)) found = value;
  }
  return found;
}

const total = (list: readonly number[]) => list.reduce((sum, value) => decimal(sum + value) ?? Number.NaN, 0);

function deviation(list: readonly number[]): number | null {
  if (list.length < 2) return null;
  const mean = total(list) / list.length;
  const squares = list.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return decimal(Math.sqrt(squares / (list.length - 1)));
}

function middle(list: readonly number[]): number | null {
  const sorted = list.toSorted((one, other) => one - other);
  const [lower, upper] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return lower === undefined || upper === undefined ? null : decimal((lower + upper) / 2);
}

function mostFrequent(list: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const value of list) counts.set(value, (counts.get(value) ?? 0) + 1);
  const most = [...counts.values()].reduce((one, other) => Math.max(one, other), 0);
  return [...counts]
    .filter(([, count]) => count === most)
    .map(([value]) => value)
    .toSorted((a, b) => a - b);
}

/** `all` and `any`: the deciding value wins, else what is no boolean makes it unknown. */
function quantified(list: readonly unknown[], deciding: boolean): boolean | null {
  if (list.includes(deciding)) return deciding;
  return list.every((value) => typeof value === 'boolean') ? !deciding : null;
}

export const aggregates = {
  min: builtin(elements('list', 'any', (list) => best(list, (order) => order < 0))),
  max: builtin(elements('list', 'any', (list) => best(list, (order) => order > 0))),
  sum: builtin(elements('list', 'number', (list) => (list.length === 0 ? null : decimal(total(list))))),
  mean: builtin(
    elements('list', 'number', (list) => (list.length === 0 ? null : decimal(total(list) / list.length))),
  ),
  product: builtin(
    elements('list', 'number', (list) =>
      list.length === 0
        ? null
        : list.reduce<number | null>((product, value) => decimal((product ?? Number.NaN) * value), 1),
    ),
  ),
  median: builtin(elements('list', 'number', middle)),
  stddev: builtin(elements('list', 'number', deviation)),
  mode: builtin(elements('list', 'number', (list) => (list.length === 0 ? [] : mostFrequent(list)))),
  all: builtin(elements('list', 'any', (list) => quantified(list, false))),
  any: builtin(elements('list', 'any', (list) => quantified(list, true))),
};
