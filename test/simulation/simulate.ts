import { bundleProgram } from './bundle.ts';
import type { Violation } from './ledger.ts';
import type { Bug } from './planted/bug.ts';
import type { Plan, WaveReport } from './waves.ts';
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
  readonly progress?: (events: number) => void;
}

/** What came of a whole run, whatever the number of jobs. */
export interface Report {
  readonly events: number;
  readonly instances: number;
  readonly waves: number;
  readonly counts: Readonly<Record<string, number>>;
  /** Each with the wave that it was found in. */
  readonly violations: readonly (Violation & { readonly wave: number })[];
  readonly seconds: number;
}

/** Runs waves until so many events were accepted. A wave that breaks off, or that never ends, is a violation too. */
export async function simulate(options: SimulateOptions): Promise<Report> {
  const { plan, events, jobs, bug, untilFirst = false, progress } = options;
  const began = performance.now();
  const program = await bundleProgram(bug);
  const reports: WaveReport[] = [];
  const waves = Math.ceil(events / plan.events);
  let next = 0;
  const isOver = () =>
    next >= waves || (untilFirst && reports.some(({ violations }) => violations.length > 0));

  async function work(): Promise<void> {
    let worker = startWorker(program.path);
    try {
      while (!isOver()) {
        const wave = next++;
        const reply = await worker.run({ plan, wave });
        if ('failed' in reply) {
          reports.push({
            ...NOTHING,
            wave,
            violations: [{ law: 'crashed', instance: '', what: reply.failed }],
          });
          worker.stop();
          worker = startWorker(program.path);
        } else reports.push(reply.report);
        progress?.(reports.reduce((sum, one) => sum + one.events, 0));
      }
    } finally {
      worker.stop();
    }
  }

  try {
    await Promise.all(Array.from({ length: Math.min(jobs, waves) }, work));
  } finally {
    await program.remove();
  }
  return summed(reports, (performance.now() - began) / 1000);
}

const NOTHING = { events: 0, instances: 0, counts: {}, trace: '' } as const;

function summed(reports: readonly WaveReport[], seconds: number): Report {
  const counts: Record<string, number> = {};
  for (const report of reports) {
    for (const [name, count] of Object.entries(report.counts)) counts[name] = (counts[name] ?? 0) + count;
  }
  const inOrder = reports.toSorted((a, b) => a.wave - b.wave);
  return {
    events: reports.reduce((sum, one) => sum + one.events, 0),
    instances: reports.reduce((sum, one) => sum + one.instances, 0),
    waves: reports.length,
    counts,
    violations: inOrder.flatMap(({ wave, violations }) => violations.map((one) => ({ ...one, wave }))),
    seconds,
  };
}
