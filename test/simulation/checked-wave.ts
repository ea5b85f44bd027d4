import { check } from './checker/check.ts';
import type { Violation } from './ledger.ts';
import { runWave, type WaveOptions } from './wave.ts';

/** What came of one wave. */
export interface WaveReport {
  readonly events: number;
  readonly instances: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly violations: readonly Violation[];
  readonly trace: string;
  /** Of the instance that was asked for, line by line. */
  readonly story: readonly string[];
}

/** Runs one wave and checks every instance: the same options give the same report. */
export async function runCheckedWave(options: WaveOptions): Promise<WaveReport> {
  const wave = await runWave(options);
  const { ledger, counts, trace, story } = wave;
  return {
    events: ledger.total(),
    instances: ledger.instances().length,
    counts,
    violations: [...ledger.violations, ...check(wave)],
    trace,
    story,
  };
}
