import type { Engine } from './engine.ts';
import type { Entry } from './entry.ts';
import { InstanceNotFound } from './errors.ts';

/** The newest entry of an instance, just read; undefined where there is no such instance. Throws `StoreUnavailable`. */
export async function headIfAny(engine: Pick<Engine, 'head'>, instance: string): Promise<Entry | undefined> {
  try {
    return await engine.head(instance);
  } catch (error) {
    if (error instanceof InstanceNotFound) return undefined;
    throw error;
  }
}
