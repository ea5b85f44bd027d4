import type { Fault, FaultCode, Hit } from '../decider.ts';
import { LIMITS } from '../limits.ts';

/**
 * Names and their values. An inner scope has its outer one as prototype, and the outermost has none: no name of
 * JavaScript's own is ever found.
 */
export type Scope = Readonly<Record<string, unknown>>;

export function scopeOf(values: Readonly<Record<string, unknown>>, outer: Scope | null = null): Scope {
  return Object.assign(Object.create(outer), values);
}

/**
 * A scope in which `partial` is what a loop has made so far: a list of its own, copied when it is asked for. Scopes
 * within may have a `partial` of their own.
 */
export function scopeOfLoop(made: readonly unknown[], outer: Scope, run: Run): Scope {
  return Object.create(outer, {
    partial: {
      enumerable: true,
      get() {
        run.step(made.length);
        return [...made];
      },
      set(value: unknown) {
        Object.defineProperty(this, 'partial', { enumerable: true, writable: true, value });
      },
    },
  });
}

/** What was made of a text or an expression: computes its value, null where it has none. */
export type Evaluate = (scope: Scope, run: Run) => unknown;

/** Whether a value fits; null where FEEL cannot say. */
export type Fits = (value: unknown, scope: Scope, run: Run) => boolean | null;

const MOST_FAULTS = 20;

/** It took more steps, or went deeper, than a decision may: ends the whole run. */
export class TooLong extends Error {}

/** One deciding: what it found on its way, and how far it may go. */
export class Run {
  readonly hits: Hit[] = [];
  readonly faults: Fault[] = [];
  #steps = 0;
  #depth = 0;
  #place = '';

  /** Counts work; throws `TooLong` where it was too much. */
  step(steps = 1): void {
    this.#steps += steps;
    if (!(this.#steps <= LIMITS.steps)) throw new TooLong(`more than ${LIMITS.steps} steps`);
  }

  /** One level deeper, as a function that is called is. */
  deeper<T>(compute: () => T): T {
    this.step();
    if (this.#depth >= LIMITS.calls) throw new TooLong(`deeper than ${LIMITS.calls} calls`);
    this.#depth += 1;
    try {
      return compute();
    } finally {
      this.#depth -= 1;
    }
  }

  /** Computes what stands at this place: what takes too long within is said of the innermost. */
  within<T>(place: string, compute: () => T): T {
    const outer = this.#place;
    this.#place = place;
    const value = compute();
    this.#place = outer;
    return value;
  }

  /** What is computed; null, and a fault, where it takes too long or throws. */
  ended<T>(place: string, compute: () => T): T | null {
    try {
      return compute();
    } catch (error) {
      const long = error instanceof TooLong || error instanceof RangeError;
      return this.fault(
        long ? 'too-long' : 'not-computable',
        this.#place || place,
        error instanceof Error ? error.message : 'it threw',
      );
    }
  }

  /** Writes down what went wrong, once for each place; null, for what has no value then. */
  fault(code: FaultCode, place: string, message: string): null {
    const known = this.faults.some((fault) => fault.code === code && fault.place === place);
    if (!known && this.faults.length < MOST_FAULTS) this.faults.push({ code, place, message });
    return null;
  }
}
