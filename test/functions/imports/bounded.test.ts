import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const program = fileURLToPath(new URL('bounded-program.ts', import.meta.url));
const ROWS = 100_000;
/** Megabytes of heap: the rows as they are planned would take twice as much. */
const HEAP_MB = 96;

test(`the plan of ${ROWS} rows, who are looked for in the file and in the store, fits into ${HEAP_MB} MB`, async () => {
  const args = [`--max-old-space-size=${HEAP_MB}`, '--import', 'tsx', program, String(ROWS)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const told = JSON.parse(stdout) as { planned: number; heapMb: number; rssMb: number };
  console.log(stdout.trim());
  expect(told.planned).toBe(ROWS);
  expect(told.heapMb).toBeLessThan(HEAP_MB);
}, 240_000);
