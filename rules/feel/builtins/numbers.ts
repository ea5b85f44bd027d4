import { decimal } from '../decimal.ts';
import { span } from '../moment.ts';
import { times } from '../temporal.ts';
import { builtin, form } from './builtin.ts';

const MOST_SCALE = 6176;
const LEAST_SCALE = -6111;

type Rounding = (value: number) => number;

/** Rounds at so many decimal digits, negative ones to the left of the point, without leaving decimal digits. */
function rounded(value: number, scale: number, round: Rounding): number | null {
  if (!Number.isFinite(scale) || scale > MOST_SCALE || scale < LEAST_SCALE) return null;
  const digits = Math.trunc(scale);
  const shifted = shift(value, digits);
  return Number.isFinite(shifted) ? decimal(shift(round(shifted), -digits)) : value;
}

/** By powers of ten in decimal notation, so that 1.005 shifted by 2 is 100.5. */
function shift(value: number, digits: number): number {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  return Number(`${mantissa}e${Number(exponent) + digits}`);
}

/** With the sign of the divisor; in whole numbers, where both have so few digits, so that 0.3 leaves nothing over 0.1. */
function modulo(dividend: number, divisor: number): number | null {
  const digits = Math.max(digitsAfterPoint(dividend), digitsAfterPoint(divisor));
  const [whole, by] = [shift(dividend, digits), shift(divisor, digits)];
  if (Number.isSafeInteger(whole) && Number.isSafeInteger(by))
    return decimal(shift(((whole % by) + by) % by, -digits));
  return decimal(dividend - divisor * Math.floor(dividend / divisor));
}

function digitsAfterPoint(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  return Math.max(0, (mantissa.split('.')[1] ?? '').length - Number(exponent));
}

const halfEven: Rounding = (value) => {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
};
const away = (value: number) => Math.sign(value) * Math.ceil(Math.abs(value));
const towards = (value: number) => Math.trunc(value);
const halfAway = (value: number) => Math.sign(value) * Math.floor(Math.abs(value) + 0.5);
const halfTowards = (value: number) => Math.sign(value) * Math.ceil(Math.abs(value) - 0.5);

function rounding(round: Rounding, scaled: 'number' | 'number?' = 'number') {
  return builtin(form({ n: 'number', scale: scaled }, ({ n, scale = 0 }) => rounded(n, scale, round)));
}

export const numbers = {
  decimal: rounding(halfEven),
  floor: rounding(Math.floor, 'number?'),
  ceiling: rounding(Math.ceil, 'number?'),
  'round up': rounding(away),
  'round down': rounding(towards),
  'round half up': rounding(halfAway),
  'round half down': rounding(halfTowards),
  abs: builtin(
    form({ n: 'number' }, ({ n }) => Math.abs(n)),
    form({ n: 'duration' }, ({ n }) => (span(n) < 0 ? times(n, -1) : n)),
  ),
  modulo: builtin(
    form({ dividend: 'number', divisor: 'number' }, ({ dividend, divisor }) =>
      divisor === 0 ? null : modulo(dividend, divisor),
    ),
  ),
  sqrt: builtin(form({ number: 'number' }, ({ number }) => (number < 0 ? null : decimal(Math.sqrt(number))))),
  log: builtin(form({ number: 'number' }, ({ number }) => (number <= 0 ? null : decimal(Math.log(number))))),
  exp: builtin(form({ number: 'number' }, ({ number }) => decimal(Math.exp(number)))),
  odd: builtin(
    form({ number: 'number' }, ({ number }) =>
      Number.isInteger(number) ? Math.abs(number % 2) === 1 : null,
    ),
  ),
  even: builtin(
    form({ number: 'number' }, ({ number }) => (Number.isInteger(number) ? number % 2 === 0 : null)),
  ),
  number: builtin(
    form(
      { from: 'string', 'grouping separator': 'any?', 'decimal separator': 'any?' },
      ({ from, 'grouping separator': grouping = null, 'decimal separator': point = null }) => {
        if (grouping !== null && !['.', ',', ' '].includes(String(grouping))) return null;
        if (point !== null && !['.', ','].includes(String(point))) return null;
        if (grouping !== null && grouping === point) return null;
        const plain = grouping === null ? from : from.replaceAll(String(grouping), '');
        const text = point === null ? plain : plain.replaceAll(String(point), '.');
        return /^-?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(text) ? decimal(Number(text)) : null;
      },
    ),
    form({ from: 'number' }, ({ from }) => from),
  ),
  not: builtin(form({ negand: 'boolean' }, ({ negand }) => !negand)),
};
