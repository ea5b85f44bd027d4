import { attempt } from './attempt.ts';
import { decimal } from './decimal.ts';
import { equal } from './equal.ts';
import { isDuration, kindOf } from './kind.ts';
import { span } from './moment.ts';
import { compareValues } from './order.ts';
import type { Run } from './run.ts';
import { add, ofLength, subtract, times } from './temporal.ts';

export type ArithmeticSign = '+' | '-' | '*' | '/' | '**' | '^';
export type ComparisonSign = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** Null where the operands are not of kinds that go together. */
export function compute(sign: ArithmeticSign, left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') return ofNumbers(sign, left, right);
  if (typeof left === 'string' && typeof right === 'string') return sign === '+' ? left + right : null;
  return attempt(() => ofTemporals(sign, left, right));
}

function ofTemporals(sign: ArithmeticSign, left: unknown, right: unknown): unknown {
  switch (sign) {
    case '+':
      return add(left, right);
    case '-':
      return subtract(left, right);
    case '*':
      if (isDuration(left) && typeof right === 'number') return times(left, right);
      return typeof left === 'number' && isDuration(right) ? times(right, left) : null;
    case '/':
      return isDuration(left) ? divide(left, right) : null;
    default:
      return null;
  }
}

function divide(left: Parameters<typeof span>[0], right: unknown): unknown {
  if (typeof right === 'number') return right === 0 ? null : ofLength(left, span(left) / right);
  if (!isDuration(right) || left.yearsMonths !== right.yearsMonths || span(right) === 0) return null;
  return decimal(span(left) / span(right));
}

function ofNumbers(sign: ArithmeticSign, left: number, right: number): number | null {
  switch (sign) {
    case '+':
      return decimal(left + right);
    case '-':
      return decimal(left - right);
    case '*':
      return decimal(left * right);
    case '/':
      return right === 0 ? null : decimal(left / right);
    default:
      return decimal(left ** right);
  }
}

export function negated(value: unknown): unknown {
  if (typeof value === 'number') return 0 - value;
  return isDuration(value) ? attempt(() => times(value, -1)) : null;
}

/** Three-valued: null where the values cannot be compared. */
export function compared(sign: ComparisonSign, left: unknown, right: unknown, run: Run): boolean | null {
  if (sign === '=' || sign === '!=') {
    const same = equal(left, right, run);
    return same === null ? null : same === (sign === '=');
  }
  if (kindOf(left) === 'null' || kindOf(right) === 'null') return null;
  const order = compareValues(left, right);
  if (order === null) return null;
  switch (sign) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}
