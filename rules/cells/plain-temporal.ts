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

  /** As it came. */
  toString(): string {
    return this.#text;
  }
}
