import { Conflict, StoreUnavailable } from './errors.ts';
import type { Park } from './park.ts';

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
 * What fails for a reason of its own is set aside. What meets an outage of the store or the queue is passed over, and
 * told of at the end.
 */
export function createParking(park: Park): Parking {
  let outage: { readonly cause: unknown } | undefined;
  let inARow = 0;
  return {
    async attempt(instance, work) {
      try {
        await work().catch((cause: unknown) => {
          if (isPassing(cause)) throw cause;
          return park(instance, cause);
        });
        inARow = 0;
      } catch (cause) {
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

/** Whether it lies in the store, the queue or the others who write, rather than in the instance: it will pass. */
export function isPassing(error: unknown): boolean {
  if (error instanceof StoreUnavailable || error instanceof Conflict) return true;
  return error instanceof Error && 'code' in error && error.code === 'queue-unavailable';
}
