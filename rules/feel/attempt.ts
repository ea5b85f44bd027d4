import { TooLong } from './run.ts';

/** What is computed; null where it throws, as Temporal does for what is out of its range. What must end, ends. */
export function attempt<T>(compute: () => T): T | null {
  try {
    return compute();
  } catch (error) {
    if (error instanceof TooLong || isOverflow(error)) throw error;
    return null;
  }
}

/** The stack of calls was full. */
export function isOverflow(error: unknown): boolean {
  return error instanceof RangeError && /call stack/.test(error.message);
}
