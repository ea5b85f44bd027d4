import { setTimeout as pause } from 'node:timers/promises';
import type { Dice } from './dice.ts';
import { LISTENS, type Program } from './server-process.ts';

/** When a server is killed: while it answers, while it takes up what the last one left, or before it listens. */
export type Moment = 'busy' | 'recovering' | 'starting';

export interface Kills {
  readonly counts: Readonly<Record<Moment, number>>;
  /** What the servers printed on standard error. */
  readonly complaints: string;
}

/**
 * Starts a server and kills it with SIGKILL, moment by moment; `progress` counts what callers got done. Returns when
 * the last one is dead. Throws where a server ends by itself.
 */
export async function killAgainAndAgain(
  moments: readonly Moment[],
  start: () => Program,
  progress: () => number,
  dice: Dice,
): Promise<Kills> {
  const counts = { busy: 0, recovering: 0, starting: 0 };
  let complaints = '';
  /** How long the last start took: a moment before it listens is a share of that. */
  let startMs = 0;
  for (const moment of moments) {
    const server = start();
    const wait = dice.whole(0, 20);
    const share = dice.whole(0, 100) / 100;
    const acknowledgements = dice.whole(1, 25);
    if (moment === 'starting') {
      await pause(share * startMs);
    } else {
      const begun = performance.now();
      await server.printed(LISTENS);
      startMs = performance.now() - begun;
    }
    if (moment === 'recovering') await pause(wait);
    if (moment === 'busy') {
      await reach(progress, progress() + acknowledgements, server);
      await pause(wait);
    }
    const { signal, code } = await server.end('SIGKILL');
    complaints += server.stderr();
    if (signal !== 'SIGKILL') throw new Error(`A server ended by itself (${code}):\n${server.stderr()}`);
    counts[moment] += 1;
  }
  return { counts, complaints };
}

const PATIENCE_MS = 60_000;

async function reach(progress: () => number, goal: number, server: Program): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; progress() < goal; ) {
    if (Date.now() > until) throw new Error(`Nothing moved for a minute:\n${server.stderr()}`);
    await pause(1);
  }
}
