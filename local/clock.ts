import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '../adapters/write-whole.ts';
import { CannotStart } from './cannot-start.ts';

/** The time by which a Baton on this machine lives. It never goes back. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Whether it goes on by itself. */
  readonly runs: boolean;
  /** Moves it forward; a moment that is past changes nothing. Resolves once the move outlives this process. */
  moveTo(moment: number): Promise<void>;
}

/** A clock that stands still until it is moved; whoever made it sees to what outlives the process. */
export function createStandingClock(startsAt: number): Clock {
  let time = startsAt;
  return {
    now: () => time,
    runs: false,
    async moveTo(moment) {
      time = Math.max(time, moment);
    },
  };
}

/**
 * The clock of a folder of data: the machine's, by as much ahead as it was ever moved. What was moved is kept in the
 * folder before it counts, so that after a restart no timer is further away than it was. Throws `CannotStart` where
 * what is kept cannot be read.
 */
export async function openClock(folder: string, machine: () => number = Date.now): Promise<Clock> {
  let aheadMs = await readAhead(folder);
  return {
    now: () => machine() + aheadMs,
    runs: true,
    async moveTo(moment) {
      const wanted = moment - machine();
      if (wanted <= aheadMs) return;
      await keepAhead(folder, wanted);
      aheadMs = wanted;
    },
  };
}

/** By how many milliseconds the time of a folder is ahead of the machine's; behind where that is below zero. */
export async function keepAhead(folder: string, aheadMs: number): Promise<void> {
  await writeWhole(clockFile(folder), Buffer.from(`${JSON.stringify({ aheadMs })}\n`));
}

function clockFile(folder: string): string {
  return join(folder, 'clock');
}

async function readAhead(folder: string): Promise<number> {
  const path = clockFile(folder);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return '{"aheadMs":0}';
    throw new CannotStart(`The file ${path} cannot be read (${error.code}).`);
  });
  try {
    const { aheadMs } = JSON.parse(text) as { aheadMs?: unknown };
    if (Number.isSafeInteger(aheadMs)) return aheadMs as number;
  } catch {
    // Said below.
  }
  throw new CannotStart(`The file ${path}, which says how far time was moved, is damaged; restore it.`);
}
