import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../simulation/random.ts';
import type { Child } from './child.ts';
import type { Gate, Stage } from './gate.ts';

/** Whom a kill meets, and when; how often beside the others. */
const moments = [
  { who: 'worker', when: 'at any time', weight: 4 },
  { who: 'worker', when: 'before its put', weight: 2 },
  { who: 'worker', when: 'within its put', weight: 3 },
  { who: 'worker', when: 'before it hears of its put', weight: 3 },
  { who: 'worker', when: 'while it starts', weight: 2 },
  { who: 'store', when: 'at any time', weight: 3 },
  { who: 'store', when: 'within a put', weight: 5 },
  { who: 'store', when: 'while it starts', weight: 1 },
  { who: 'all', when: 'at once', weight: 0.5 },
] as const;

type Moment = (typeof moments)[number];

export interface KillerOptions {
  readonly store: Child<never>;
  readonly workers: readonly Child<never>[];
  readonly gate: Gate;
  readonly random: Random;
}

/** Kills processes, and counts them. */
export interface Killer {
  /** One kill at a moment of chance; resolves when it has struck. */
  strike(): Promise<void>;
  /** One that somebody else decided on. */
  killWorker(worker: Child<never>, when: string): void;
  /** Kills so far, by whom and when. */
  readonly counts: ReadonlyMap<string, number>;
  total(): number;
}

/** Nobody puts anything: then it strikes at any time. */
const PATIENCE_MS = 5000;
/** A start takes about so long. */
const START_MS = 800;

const stages: Readonly<Record<string, Stage>> = {
  'before its put': 'before',
  'within its put': 'within',
  'before it hears of its put': 'after',
  'within a put': 'within',
};

export function createKiller({ store, workers, gate, random }: KillerOptions): Killer {
  const counts = new Map<string, number>(
    moments.filter(({ who }) => who !== 'all').map(({ who, when }) => [`${who} ${when}`, 0]),
  );

  function kill(child: Child<never>, when: string): void {
    if (!child.kill()) return;
    const name = `${child === store ? 'store' : 'worker'} ${when}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }

  /** Resolves with what `begin` hands over, or with nothing once patience ends. */
  async function within<T>(begin: (tell: (value: T) => void) => void): Promise<T | undefined> {
    const end = new AbortController();
    const met = new Promise<T>((resolve) => begin(resolve));
    const late = sleep(PATIENCE_MS, undefined, { signal: end.signal }).catch(() => undefined);
    const value = await Promise.race([met, late]);
    end.abort();
    return value;
  }

  async function strikeAt({ who, when }: Moment): Promise<void> {
    const [first = store, ...others] = workers.filter((one) => one.isRunning());
    const any = random.pick([first, ...others]);
    if (who === 'all') {
      kill(store, 'with all others');
      for (const worker of workers) kill(worker, 'with all others');
      return;
    }
    if (when === 'while it starts') {
      const victim = who === 'store' ? store : any;
      kill(victim, 'at any time');
      await sleep(random.next() * START_MS);
      return kill(victim, when);
    }
    const stage = stages[when];
    const victim = who === 'store' ? store : any;
    if (stage === undefined) return kill(victim, when);
    await within<void>((tell) =>
      gate.whenPut(stage, ({ writer }) => {
        const delayMs = stage === 'within' ? random.next() * 4 : 0;
        const put = who === 'store' ? store : (workers.find(({ name }) => name === writer) ?? victim);
        if (delayMs < 1) kill(put, when);
        else setTimeout(() => kill(put, when), delayMs);
        tell();
      }),
    );
  }

  return {
    async strike() {
      await strikeAt(pick(random));
    },
    killWorker: kill,
    counts,
    total: () => [...counts.values()].reduce((sum, count) => sum + count, 0),
  };
}

function pick(random: Random): Moment {
  let left = random.next() * moments.reduce((sum, { weight }) => sum + weight, 0);
  for (const moment of moments) {
    left -= moment.weight;
    if (left < 0) return moment;
  }
  return moments[0];
}
