import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { bundleProgram } from './bundle.ts';
import type { Violation } from './ledger.ts';
import type { Bug } from './planted/bug.ts';
import type { Reply } from './program.ts';
import type { Plan, WaveReport } from './waves.ts';

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

/** Runs waves until so many events were accepted. Throws where a wave cannot be run at all. */
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
    const child = fork(program.path, { execArgv: ['--max-old-space-size=2000'] });
    try {
      while (!isOver()) {
        reports.push(await report(child, plan, next++));
        progress?.(reports.reduce((sum, one) => sum + one.events, 0));
      }
    } finally {
      child.kill();
    }
  }

  try {
    await Promise.all(Array.from({ length: Math.min(jobs, waves) }, work));
  } finally {
    await program.remove();
  }
  return summed(reports, (performance.now() - began) / 1000);
}

async function report(child: ChildProcess, plan: Plan, wave: number): Promise<WaveReport> {
  child.send({ plan, wave });
  const gone = once(child, 'exit').then(([code, signal]) => {
    throw new Error(`Wave ${wave} of seed ${plan.seed} ended its process with ${signal ?? code}.`);
  });
  const [reply] = (await Promise.race([once(child, 'message'), gone])) as [Reply];
  if ('failed' in reply) throw new Error(`Wave ${wave} of seed ${plan.seed} failed: ${reply.failed}`);
  return reply.report;
}

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
