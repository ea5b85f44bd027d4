import { bundleProgram } from './bundle.ts';
import type { WaveReport } from './checked-wave.ts';
import type { Violation } from './ledger.ts';
import { type Plan, waveOf } from './plan.ts';
import type { Bug } from './planted/bug.ts';
import { startWorker } from './worker.ts';

export interface SimulateOptions {
  readonly plan: Plan;
  /** Accepted events over all waves, at least. */
  readonly events: number;
  /** How many waves run at once, each in a process of its own. */
  readonly jobs: number;
  readonly bug?: Bug;
  /** Ends with the first wave in which something is wrong. */
  readonly untilFirst?: boolean;
  /** Hears of each wave that is over: what it was, what came of it, and how many events there were so far. */
  readonly progress?: (wave: number, report: WaveReport, events: number) => void;
}

/** What came of a whole run; the same whatever the number of jobs. */
export interface Report {
  readonly events: number;
  readonly instances: number;
  readonly waves: number;
  readonly counts: Readonly<Record<string, number>>;
  /** Each with the wave that it was found in. */
  readonly violations: readonly (Violation & { readonly wave: number })[];
  /** Of all traces. */
  readonly trace: string;
  readonly seconds: number;
  /** The most memory that a process has had, in MB. */
  readonly peakMb: number;
}

/** Runs waves until so many events were accepted. Throws where a bug cannot be planted. */
export async function simulate(options: SimulateOptions): Promise<Report> {
  const { plan, events, jobs, bug, untilFirst = false, progress } = options;
  const began = performance.now();
  const program = await bundleProgram(bug);
  const reports: WaveReport[] = [];
  const total = () => reports.reduce((sum, one) => sum + (one?.events ?? 0), 0);
  const waves = Math.ceil(events / plan.events);
  let found = 0;
  let next = 0;
  let peakMb = 0;

  async function work(): Promise<void> {
    const worker = startWorker(program.path);
    try {
      while (next < waves && !(untilFirst && found > 0)) {
        const wave = next++;
        const report = await worker.run(waveOf(plan, wave));
        reports[wave] = report;
        found += report.violations.length;
        progress?.(wave, report, total());
      }
    } finally {
      peakMb = Math.max(peakMb, worker.peakMb());
      worker.stop();
    }
  }

  try {
    await Promise.all(Array.from({ length: Math.min(jobs, waves) }, work));
  } finally {
    await program.remove();
  }
  return { ...summed(reports), seconds: (performance.now() - began) / 1000, peakMb };
}

function summed(reports: readonly WaveReport[]): Omit<Report, 'seconds' | 'peakMb'> {
  const counts: Record<string, number> = {};
  for (const { counts: own } of reports) {
    for (const [name, count] of Object.entries(own)) counts[name] = (counts[name] ?? 0) + count;
  }
  const sum = (of: (report: WaveReport) => number) => reports.reduce((before, one) => before + of(one), 0);
  return {
    events: sum((one) => one.events),
    instances: sum((one) => one.instances),
    waves: reports.length,
    counts,
    violations: reports.flatMap(({ violations }, wave) => violations.map((one) => ({ ...one, wave }))),
    trace: reports.map(({ trace }) => trace).join(' '),
  };
}
