import type { StateValue } from 'xstate';

/** The case that shows a failure. */
export interface Example {
  readonly state: StateValue;
  readonly context: unknown;
}

/** One thing that is wrong with a migration, the first case that shows it, and in how many more it shows. */
export interface Failure {
  readonly problem: string;
  /** Absent where no case is needed to see it. */
  readonly example?: Example;
  readonly more: number;
}

/** Failures so far, each problem once. */
export function createFailures() {
  const failures = new Map<string, Failure>();
  return {
    add(problem: string, example?: Example): void {
      const known = failures.get(problem);
      if (known !== undefined) failures.set(problem, { ...known, more: known.more + 1 });
      else failures.set(problem, { problem, ...(example === undefined ? {} : { example }), more: 0 });
    },
    list: (): Failure[] => [...failures.values()],
  };
}
