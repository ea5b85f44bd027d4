import { equal } from '../equal.ts';
import type { Run } from '../run.ts';
import { builtin, form } from './builtin.ts';

const same = (one: unknown, other: unknown, run: Run) => equal(one, other, run) === true;

function distinct(list: readonly unknown[], run: Run): unknown[] {
  const plain = new Set<unknown>();
  const found: unknown[] = [];
  for (const value of list) {
    const simple = typeof value !== 'object' || value === null;
    if (simple ? plain.has(value) : found.some((known) => same(known, value, run))) continue;
    if (simple) plain.add(value);
    found.push(value);
  }
  return found;
}

function flat(list: readonly unknown[], run: Run): unknown[] {
  run.step(list.length);
  return list.flatMap((element) =>
    Array.isArray(element) ? run.deeper(() => flat(element, run)) : [element],
  );
}

/** Index of a position that is counted from 1, or from the end; undefined outside of the list. */
function indexOf(position: number, length: number): number | undefined {
  if (!Number.isInteger(position) || position === 0 || Math.abs(position) > length) return undefined;
  return position > 0 ? position - 1 : length + position;
}

function sorted(list: readonly unknown[], before: (one: unknown, other: unknown) => unknown): unknown[] {
  return list.toSorted((one, other) =>
    before(one, other) === true ? -1 : before(other, one) === true ? 1 : 0,
  );
}

export const lists = {
  'list contains': builtin(
    form({ list: 'list', element: 'any' }, ({ list, element }, run) => {
      run.step(list.length);
      return list.some((each) => same(each, element, run));
    }),
  ),
  count: builtin(form({ list: 'list' }, ({ list }) => list.length)),
  sublist: builtin(
    form({ list: 'list', 'start position': 'number', length: 'number?' }, ({ list, length, ...at }) => {
      const from = indexOf(at['start position'], list.length);
      if (from === undefined || (length !== undefined && (length < 1 || from + length > list.length)))
        return null;
      return list.slice(from, length === undefined ? undefined : from + length);
    }),
  ),
  append: builtin({
    names: ['list', 'item'],
    rest: true,
    call([list, ...items]) {
      if (list === undefined || list === null || items.length === 0) return undefined;
      return [...(Array.isArray(list) ? list : [list]), ...items];
    },
  }),
  concatenate: builtin({
    names: ['list'],
    rest: true,
    call(args, run) {
      if (args.length === 0 || args.includes(null)) return undefined;
      const whole = args.flatMap((each) => (Array.isArray(each) ? each : [each]));
      run.step(whole.length);
      return whole;
    },
  }),
  union: builtin({
    names: ['list'],
    rest: true,
    call(args, run) {
      if (args.length === 0 || args.includes(null)) return undefined;
      return distinct(
        args.flatMap((each) => (Array.isArray(each) ? each : [each])),
        run,
      );
    },
  }),
  'insert before': builtin(
    form({ list: 'list', position: 'number', newItem: 'any' }, ({ list, position, newItem }) => {
      const index = indexOf(position, list.length);
      return index === undefined ? null : list.toSpliced(index, 0, newItem);
    }),
  ),
  remove: builtin(
    form({ list: 'list', position: 'number' }, ({ list, position }) => {
      const index = indexOf(position, list.length);
      return index === undefined ? null : list.toSpliced(index, 1);
    }),
  ),
  'list replace': builtin(
    form({ list: 'list', position: 'number', newItem: 'any' }, ({ list, position, newItem }) => {
      const index = indexOf(position, list.length);
      return index === undefined ? null : list.with(index, newItem);
    }),
    form({ list: 'list', match: 'function', newItem: 'any' }, ({ list, match, newItem }, run) => {
      const fits = list.map((item) => match.call([item, newItem], run));
      if (!fits.every((fit) => typeof fit === 'boolean')) return null;
      return list.map((item, index) => (fits[index] === true ? newItem : item));
    }),
  ),
  reverse: builtin(form({ list: 'list' }, ({ list }) => list.toReversed())),
  'index of': builtin(
    form({ list: 'list', match: 'any' }, ({ list, match }, run) => {
      run.step(list.length);
      return list.flatMap((element, index) => (same(element, match, run) ? [index + 1] : []));
    }),
  ),
  'distinct values': builtin(form({ list: 'list' }, ({ list }, run) => distinct(list, run))),
  flatten: builtin(form({ list: 'list' }, ({ list }, run) => flat(list, run))),
  sort: builtin(
    form({ list: 'list', precedes: 'function' }, ({ list, precedes }, run) =>
      sorted(list, (one, other) => precedes.call([one, other], run)),
    ),
    form({ list: 'list' }, ({ list }) => {
      const kinds = new Set(list.map((element) => typeof element));
      if (kinds.size > 1 || !(kinds.has('number') || kinds.has('string') || list.length === 0)) return null;
      return sorted(list, (one, other) => (one as number) < (other as number));
    }),
  ),
};
