import { BatonError, DefinitionUnknown } from './errors.ts';

/** Hears of an instance that could not be handled, and why. */
export type Parked = (instance: string, error: unknown) => void;

/**
 * Does work for one instance among many. An error that lies in the instance itself (its definition is not here, or no
 * longer knows its state) is told and ends there; one that would meet every other instance too is thrown.
 */
export async function parking(instance: string, work: () => Promise<unknown>, parked: Parked): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof BatonError && !(error instanceof DefinitionUnknown)) throw error;
    parked(instance, error);
  }
}
