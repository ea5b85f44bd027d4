/*
 * List prices in US dollars: us-east-1, as published in October 2026; on-demand DynamoDB (standard table class) and
 * Lambda on arm64, the free tiers left out.
 */

/** DynamoDB: a million write request units; one takes an item of up to 1 KB. */
export const MILLION_WRITE_UNITS = 0.625;
/** DynamoDB: a million read request units; one reads up to 4 KB, strongly consistent. */
export const MILLION_READ_UNITS = 0.125;
/** Lambda: a million invocations. */
const MILLION_INVOCATIONS = 0.2;
/** Lambda: a million gigabyte-seconds. */
const MILLION_GB_SECONDS = 13.3334;

/** Memory of every function, in gigabytes: `functions/triggers.ts`. */
const MEMORY_GB = 0.5;
/** Lambda gives a whole processor at 1,769 MB: here this much longer for the same work. */
const SLOWER = 1769 / 512;
/** Milliseconds that a function waits for DynamoDB's answer to a put, and is paid for. */
const WAIT_MS = 5;

/** How long one invocation is billed that works for `cpuMs` on a whole processor and awaits one answer, in ms. */
export function billedMs(cpuMs: number): number {
  return Math.ceil(cpuMs * SLOWER + WAIT_MS);
}

/** What a million invocations cost that are billed for `milliseconds` each. */
export function lambdaDollars(milliseconds: number): number {
  return MILLION_INVOCATIONS + (milliseconds / 1000) * MEMORY_GB * MILLION_GB_SECONDS;
}
