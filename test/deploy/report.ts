/** Counts and prints what was checked. */
export interface Report {
  /** Runs a check, prints its name, time and outcome, and returns what it found; undefined where it failed. */
  check<T>(name: string, body: () => Promise<T>): Promise<T | undefined>;
  /** Does what the checks stand on: printed with its time, and thrown on where it fails. */
  step<T>(name: string, body: () => Promise<T>): Promise<T>;
  /** Says what cannot be checked here, and why. */
  skip(what: string): void;
  /** Counts what ended the whole run early. */
  failed(error: unknown): void;
  /** Prints the closing line. True where nothing failed. */
  close(): boolean;
}

type Outcome<T> = { readonly took: string } & ({ readonly value: T } | { readonly error: unknown });

/** `print` takes one line. */
export function startReport(print: (line: string) => void): Report {
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  const timed = async <T>(body: () => Promise<T>): Promise<Outcome<T>> => {
    const start = Date.now();
    const took = () => `${((Date.now() - start) / 1000).toFixed(1)} s`;
    try {
      return { value: await body(), took: took() };
    } catch (error) {
      return { error, took: took() };
    }
  };
  return {
    async check(name, body) {
      const outcome = await timed(body);
      if ('value' in outcome) {
        passed++;
        print(`  ok      ${name} (${outcome.took})`);
        return outcome.value;
      }
      failed++;
      print(`  FAILED  ${name} (${outcome.took})\n          ${messageOf(outcome.error)}`);
      return undefined;
    },
    async step(name, body) {
      const outcome = await timed(body);
      if ('value' in outcome) {
        print(`${name} (${outcome.took})`);
        return outcome.value;
      }
      print(`FAILED: ${name} (${outcome.took})`);
      throw outcome.error;
    },
    skip(what) {
      skipped++;
      print(`  skipped ${what}`);
    },
    failed(error) {
      failed++;
      print(`  FAILED  ${messageOf(error)}`);
    },
    close() {
      print(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
      return failed === 0;
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.replaceAll('\n', '\n          ') : String(error);
}
