import { StoreUnavailable } from './errors.ts';

/** Hears of an instance that could not be handled, and why. */
export type Parked = (instance: string, error: unknown) => void;

/** Outages in a row after which the others are not tried any more. */
const MOST_IN_A_ROW = 5;

/** Work for many instances, one after the other, in which none holds up the others. */
export interface Parking {
  /** Does the work. Throws only when one after the other met an outage. */
  attempt(instance: string, work: () => Promise<unknown>): Promise<void>;
  /** Throws the last outage that was met: what it concerned must be tried again. */
  finish(): void;
}

/**
 * What fails for a reason of its own (its definition is not here, or no longer knows its state) is told and set
 * aside. What meets an outage of the store or the queue is passed over, and told of at the end.
 */
export function createParking(parked: Parked): Parking {
  let outage: { readonly cause: unknown } | undefined;
  let inARow = 0;
  return {
    async attempt(instance, work) {
      try {
        await work();
        inARow = 0;
      } catch (cause) {
        if (!isOutage(cause)) return parked(instance, cause);
        outage = { cause };
        inARow += 1;
        if (inARow >= MOST_IN_A_ROW) throw cause;
      }
    },
    finish() {
      if (outage !== undefined) throw outage.cause;
    },
  };
}

/** Whether it lies in the store or the queue rather than in the instance. */
export function isOutage(error: unknown): boolean {
  if (error instanceof StoreUnavailable) return true;
  return error instanceof Error && 'code' in error && error.code === 'queue-unavailable';
}
