import type { Cell, Constant } from '../../../rules/cells/cell.ts';
import { parseCell } from '../../../rules/cells/parse.ts';
import type { Finding } from '../../../rules/proof/proof.ts';
import { constant, fits, passes } from './naive.ts';
import type { Planted } from './random-table.ts';

export function isWithin({ where = {} }: Finding, values: Readonly<Record<string, Constant>>): boolean {
  return Object.entries(where).every(([name, tests]) => passes(tests, values[name] ?? { type: 'null' }));
}

/** JSON as the values that it is. */
export function valuesAt(
  { model }: Planted,
  inputs: Readonly<Record<string, unknown>>,
): Record<string, Constant> {
  return mapValues(inputs, (value, name) => {
    const type = model.inputs.find((input) => input.name === name)?.type ?? '';
    const temporal = /date|time|duration/.test(type) && value !== null;
    return constant(temporal ? `@"${value}"` : JSON.stringify(value));
  });
}

export function mapValues<T, U>(
  record: Readonly<Record<string, T>>,
  map: (value: T, name: string) => U,
): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value, name)]));
}

const cells = new Map<string, Cell>();

export function fittingOf({ table }: Planted, values: Readonly<Record<string, Constant>>): string[] {
  const fitting = table.rules.filter(({ when }) =>
    when.every((text, index) => {
      const cell = cells.get(text) ?? parseCell(text);
      cells.set(text, cell);
      return fits(cell, values[table.inputs[index]?.expression ?? ''] ?? { type: 'null' });
    }),
  );
  return fitting.map(({ id }) => id);
}

/** The rules whose answers count. */
export function answering({ table }: Planted, fitting: readonly string[]): readonly string[] {
  if (table.hitPolicy === 'F') return fitting.slice(0, 1);
  if (table.hitPolicy !== 'P') return fitting;
  return ['"one"', '"two"', '"three"']
    .flatMap((answer) =>
      fitting.filter((id) => table.rules.find((rule) => rule.id === id)?.then[0] === answer),
    )
    .slice(0, 1);
}

/** Pairs that must not fit together. */
export function conflicting({ table }: Planted, fitting: readonly string[]): string[] {
  if (table.hitPolicy !== 'U' && table.hitPolicy !== 'A') return [];
  const answers = new Map(table.rules.map(({ id, then }) => [id, then[0]]));
  return fitting.flatMap((one, index) =>
    fitting
      .slice(index + 1)
      .filter((other) => table.hitPolicy === 'U' || answers.get(one) !== answers.get(other))
      .map((other) => `${one} ${other}`),
  );
}

export function answerOf(planted: Planted, fitting: readonly string[]): unknown {
  const answers = new Map(planted.table.rules.map(({ id, then }) => [id, then[0]]));
  const all = answering(planted, fitting).map((id) => answers.get(id));
  return ['U', 'A'].includes(planted.table.hitPolicy) ? all.slice(0, 1) : all;
}
