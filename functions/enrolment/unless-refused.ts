import { BatonError, StoreUnavailable } from '../../engine/errors.ts';

/** Hears of a rule that could not start its process, or of an event that could not be told. */
export type Refused = (what: string, error: BatonError) => unknown;

/** What comes of some work; where it is refused, that is told of, and nothing comes. Throws `StoreUnavailable`. */
export async function unlessRefused<T>(
  what: string,
  refused: Refused,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BatonError) || error instanceof StoreUnavailable) throw error;
    await refused(what, error);
    return undefined;
  }
}
