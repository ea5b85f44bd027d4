import type { FaultName } from '../fault-kinds.ts';
import type { Random } from '../random.ts';
import type { Timeline } from '../timeline.ts';
import type { Weather } from '../weather.ts';

export type ProcessKind = 'api' | 'relay' | 'perform' | 'sweep' | 'reconcile' | 'jobs';

/** One process of a function: it has a clock of its own, may die between any two steps, and is then replaced. */
export interface Process {
  readonly name: string;
  readonly kind: ProcessKind;
  /** Its own clock, in epoch milliseconds. */
  now(): number;
  /** The latest that its clock has shown so far. */
  latest(): number;
  /** Resolves later; never where the process has died by then. */
  pause(delayMs: number): Promise<void>;
  isAlive(): boolean;
  die(): void;
  /** Runs once, when it dies; what comes back takes it off again. */
  whenDead(tell: () => void): () => void;
  /** When the invocation that it works on began. */
  invokedAt: number;
  /** Whether its requests arrive, and whether their answers do. */
  readonly network: { requestsLostUntil: number; answersLostUntil: number };
}

/** The most that a clock is off, in milliseconds. */
const MOST_SKEW = 5000;

export function createProcess(
  name: string,
  kind: ProcessKind,
  { timeline, weather, random }: { timeline: Timeline; weather: Weather; random: Random },
): Process {
  const listeners = new Set<() => void>();
  const killed: FaultName = `${kind}-killed`;
  let alive = true;
  let latest = 0;
  let skew = random.whole(-20, 20);
  if (weather.strikes('clock-ahead')) skew += random.whole(50, MOST_SKEW);
  else if (weather.strikes('clock-behind')) skew -= random.whole(50, MOST_SKEW);

  const process: Process = {
    name,
    kind,
    invokedAt: 0,
    network: { requestsLostUntil: 0, answersLostUntil: 0 },
    now() {
      if (weather.strikes('clock-set')) skew = random.whole(-MOST_SKEW, MOST_SKEW);
      const time = timeline.now() + skew;
      if (time > latest) latest = time;
      return time;
    },
    latest: () => latest,
    pause: (delayMs) => new Promise((resolve) => timeline.after(delayMs, () => wake(resolve))),
    isAlive: () => alive,
    die() {
      if (!alive) return;
      alive = false;
      timeline.mark(`${name} dies`);
      timeline.story.note(undefined, `${name} dies`);
      for (const tell of [...listeners]) tell();
      listeners.clear();
    },
    whenDead(tell) {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
  };

  function wake(resolve: () => void): unknown {
    if (!alive) return false;
    if (weather.strikes(killed)) {
      return process.die();
    }
    if (weather.strikes('process-frozen') || (kind === 'sweep' && weather.strikes('sweep-frozen'))) {
      timeline.story.note(undefined, `${name} stands still`);
      timeline.after(random.spread(500, 40_000), () => alive && resolve());
      return false;
    }
    if (weather.strikes('process-cut-off')) {
      timeline.story.note(undefined, `${name} hears nothing for a while`);
      process.network.answersLostUntil = timeline.now() + random.spread(2000, 20_000);
    }
    if (weather.strikes('process-isolated')) {
      timeline.story.note(undefined, `${name} reaches nobody for a while`);
      process.network.requestsLostUntil = timeline.now() + random.spread(2000, 20_000);
    }
    return resolve();
  }

  return process;
}
