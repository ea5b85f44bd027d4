import type { JobRun } from '../../../adapters/ports/jobs.ts';
import type { Planned, PlanRun } from '../../../functions/jobs/steps.ts';
import type { Ran } from '../fleet/pool.ts';
import type { Random } from '../random.ts';
import type { Timeline } from '../timeline.ts';
import type { Weather } from '../weather.ts';

/** A step of a job, as the state machine asks the function for it. */
export type Step =
  | { readonly step: 'plan'; readonly run: PlanRun }
  | { readonly step: 'part'; readonly run: JobRun; readonly part: number }
  | { readonly step: 'finish'; readonly run: JobRun };

type Status = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';

/** The state machine of jobs, as the infrastructure describes it: an execution per run, under a name of its own. */
export interface Executions {
  /** False where there is one of that name. */
  start(name: string, run: JobRun): boolean;
  /** Undefined where there is none. */
  statusOf(name: string): Status | undefined;
  /** Executions that run. */
  running(): number;
}

export interface ExecutionsOptions {
  readonly timeline: Timeline;
  readonly weather: Weather;
  readonly random: Random;
  readonly take: (step: Step) => Promise<Ran<Planned | undefined>>;
}

/** As the infrastructure sets them: a step that fails is tried again after 10, 20 and 40 seconds. */
const MOST_TRIES = 4;
const FIRST_PAUSE_MS = 10_000;
const SIDE_BY_SIDE = 10;

class StepFailed extends Error {}

export function createExecutions({ timeline, weather, random, take }: ExecutionsOptions): Executions {
  const statuses = new Map<string, Status>();

  /** Whether nobody ended it. */
  const goesOn = (name: string) => statuses.get(name) === 'RUNNING';

  async function insist(name: string, step: Step): Promise<Planned | undefined> {
    for (let tries = 1; goesOn(name); tries++) {
      await timeline.pause(random.spread(20, 400));
      const ran = await take(step);
      if (ran !== 'died' && 'value' in ran) return ran.value;
      if (tries === MOST_TRIES) throw new StepFailed();
      await timeline.pause(FIRST_PAUSE_MS * 2 ** (tries - 1));
    }
    throw new StepFailed();
  }

  async function walk(name: string, run: JobRun): Promise<void> {
    let planned = await insist(name, { step: 'plan', run });
    while (planned?.onward !== undefined) {
      planned = await insist(name, { step: 'plan', run: { ...run, onward: planned.onward } });
    }
    const { todo = [], inOrder = true } = planned ?? {};
    const waiting = [...todo];
    const hand = async () => {
      for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
        // A part that fails holds up no other.
        await insist(name, { step: 'part', run, part }).catch(tolerated);
      }
    };
    await Promise.all(Array.from({ length: inOrder ? 1 : SIDE_BY_SIDE }, hand));
    await insist(name, { step: 'finish', run });
  }

  async function execute(name: string, run: JobRun): Promise<void> {
    const walks = weather.strikes('job-run-twice') ? 2 : 1;
    if (weather.strikes('job-run-aborted')) {
      timeline.after(random.spread(500, 60_000), () => {
        if (goesOn(name)) statuses.set(name, 'ABORTED');
        return false;
      });
    }
    const ended = await Promise.all(
      Array.from({ length: walks }, () => walk(name, run).then(() => true, tolerated)),
    );
    if (goesOn(name)) statuses.set(name, ended.includes(true) ? 'SUCCEEDED' : 'FAILED');
  }

  return {
    start(name, run) {
      if (statuses.has(name)) return false;
      statuses.set(name, 'RUNNING');
      timeline.mark(`execution ${name}`);
      void execute(name, run);
      return true;
    },
    statusOf: (name) => statuses.get(name),
    running: () => [...statuses.values()].filter((status) => status === 'RUNNING').length,
  };
}

function tolerated(error: unknown): undefined {
  if (!(error instanceof StepFailed)) throw error;
}
