import type { Constant, TemporalType } from '../cells/cell.ts';
import { temporalConstant } from './temporal-constant.ts';

export type ConstantType = Constant['type'];

/**
 * A value of this type that lies strictly between the two, or beyond the one that is given: the plainest that is easily
 * found. Undefined where there is none: between two days that follow each other, between `false` and `true`. Numbers are
 * dense; times are told to the millisecond; years go from 1 to 9999.
 */
export function between(type: ConstantType, lower?: Constant, upper?: Constant): Constant | undefined {
  if (type === 'number') return numberBetween(numberOf(lower), numberOf(upper));
  if (type === 'string') return stringBetween(textOf(lower), textOf(upper));
  if (type === 'boolean' || type === 'null') return undefined;
  return temporalBetween(type, orderOf(lower), orderOf(upper));
}

/** As it stands in JSON: dates, times and durations are strings there. */
export function jsonOf(constant: Constant): string | number | boolean | null {
  if (constant.type === 'null') return null;
  return 'value' in constant ? constant.value : constant.text;
}

/** As it stands in a cell. */
export function feelOf(constant: Constant): string {
  if ('order' in constant) return `@"${constant.text}"`;
  return JSON.stringify(jsonOf(constant));
}

function numberBetween(lower: number | undefined, upper: number | undefined): Constant | undefined {
  const found = candidates(lower, upper).find(
    (value) =>
      Number.isFinite(value) &&
      (lower === undefined || value > lower) &&
      (upper === undefined || value < upper),
  );
  return found === undefined ? undefined : { type: 'number', value: found === 0 ? 0 : found };
}

function candidates(lower: number | undefined, upper: number | undefined): number[] {
  if (lower === undefined && upper === undefined) return [0];
  if (lower === undefined) return [Math.ceil(upper ?? 0) - 1, (upper ?? 0) * 2];
  if (upper === undefined) return [Math.floor(lower) + 1, lower * 2];
  const middle = lower / 2 + upper / 2;
  return [Math.floor(lower) + 1, ...[1, 2, 4, 8].map((digits) => Number(middle.toFixed(digits))), middle];
}

function stringBetween(lower: string | undefined, upper: string | undefined): Constant | undefined {
  const found = [lower === undefined ? '' : `${lower}a`, `${lower ?? ''} `, `${lower ?? ''}\u0000`].find(
    (value) => (lower === undefined || value > lower) && (upper === undefined || value < upper),
  );
  return found === undefined ? undefined : { type: 'string', value: found };
}

const SECOND = 1000;
const DAY = 86_400 * SECOND;
const FINE = [DAY, 3600 * SECOND, 60 * SECOND, SECOND, 1];

/** From the plainest to the finest step, where a value begins that has no neighbours, and the last that there is. */
const RULERS: Readonly<
  Record<TemporalType, { steps: number[]; first: number; usual: number; last: number }>
> = {
  date: { steps: [DAY], first: -719_162 * DAY, usual: 20_454 * DAY, last: 2_932_896 * DAY },
  time: { steps: FINE, first: 0, usual: DAY / 2, last: DAY - 1 },
  'date and time': {
    steps: FINE,
    first: -719_162 * DAY,
    usual: 20_454.5 * DAY,
    last: 2_932_897 * DAY - 1,
  },
  'days and time duration': { steps: FINE, first: -999_999 * DAY, usual: DAY, last: 999_999 * DAY },
  'years and months duration': { steps: [1], first: -999_999, usual: 1, last: 999_999 },
};

function temporalBetween(
  type: TemporalType,
  lower: number | undefined,
  upper: number | undefined,
): Constant | undefined {
  const { steps, first, usual, last } = RULERS[type];
  const from = lower ?? Number.NEGATIVE_INFINITY;
  const to = upper ?? Number.POSITIVE_INFINITY;
  const tried = lower === undefined && upper === undefined ? [usual] : steps.map((step) => near(step));
  const order = tried.find((value) => value > from && value < to && value >= first && value <= last);
  return order === undefined ? undefined : temporalConstant(type, order);

  function near(step: number): number {
    return lower === undefined ? (upper ?? usual) - step : lower + step;
  }
}

function numberOf(constant: Constant | undefined): number | undefined {
  return constant?.type === 'number' ? constant.value : undefined;
}

function textOf(constant: Constant | undefined): string | undefined {
  return constant?.type === 'string' ? constant.value : undefined;
}

function orderOf(constant: Constant | undefined): number | undefined {
  return constant !== undefined && 'order' in constant ? constant.order : undefined;
}
