import { check } from './checker/check.ts';
import { climateOf } from './climates.ts';
import type { FaultName } from './fault-kinds.ts';
import type { Violation } from './ledger.ts';
import { runWave } from './wave.ts';

/** Which runs: of one seed, so many waves of one size. */
export interface Plan {
  readonly seed: number;
  /** Accepted events and instances of one wave. */
  readonly events: number;
  readonly instances: number;
  readonly without?: readonly FaultName[];
}

/** What came of one wave. */
export interface WaveReport {
  readonly wave: number;
  readonly events: number;
  readonly instances: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly violations: readonly Violation[];
  readonly trace: string;
}

/** Runs and checks one wave of a plan: the same plan and number give the same report. */
export async function waveOf(
  { seed, events, instances, without = [] }: Plan,
  wave: number,
): Promise<WaveReport> {
  const ran = await runWave({
    seed: seedOf(seed, wave),
    events,
    instances,
    climate: climateOf(wave),
    without,
  });
  const { ledger, counts, trace } = ran;
  return {
    wave,
    events: ledger.total(),
    instances: ledger.instances().length,
    counts,
    violations: [...ledger.violations, ...check(ran)],
    trace,
  };
}

function seedOf(seed: number, wave: number): number {
  return (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) + Math.imul(wave + 1, 0xc2b2ae35)) | 0;
}
