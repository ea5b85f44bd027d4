import type { TemporalType } from './cell.ts';
import type { TemporalConstant } from './temporal.ts';

/** A date or a duration that was read without FEEL. */
export class PlainTemporal {
  readonly type: TemporalType;
  readonly order: number;
  readonly #text: string;

  constructor({ type, order, text }: TemporalConstant) {
    this.type = type;
    this.order = order;
    this.#text = text;
  }

  /** As FEEL writes it: a date as it came, a duration in its normal form. */
  toString(): string {
    switch (this.type) {
      case 'days and time duration':
        return daysAndTime(this.order);
      case 'years and months duration':
        return yearsAndMonths(this.order);
      default:
        return this.#text;
    }
  }
}

function yearsAndMonths(order: number): string {
  const months = Math.abs(order);
  const text = `${part(Math.floor(months / 12), 'Y')}${part(months % 12, 'M')}`;
  return `${order < 0 ? '-' : ''}P${text || '0M'}`;
}

function daysAndTime(order: number): string {
  const milliseconds = Math.abs(order);
  const days = part(Math.floor(milliseconds / 86_400_000), 'D');
  const hours = part(Math.floor(milliseconds / 3_600_000) % 24, 'H');
  const minutes = part(Math.floor(milliseconds / 60_000) % 60, 'M');
  const clock = `${hours}${minutes}${part((milliseconds % 60_000) / 1000, 'S')}`;
  const time = clock === '' ? '' : `T${clock}`;
  return order === 0 ? 'PT0S' : `${order < 0 ? '-' : ''}P${days}${time}`;
}

function part(count: number, unit: string): string {
  return count === 0 ? '' : `${count}${unit}`;
}
