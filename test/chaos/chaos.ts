import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../local/server-process.ts';
import { live } from '../simulation/callers/life.ts';
import type { Checked } from '../simulation/checker/case.ts';
import { check } from '../simulation/checker/check.ts';
import type { Violation } from '../simulation/ledger.ts';
import type { Bug } from '../simulation/planted/bug.ts';
import { performed } from '../simulation/processes/all.ts';
import type { Random } from '../simulation/random.ts';
import { bundlePrograms } from './programs.ts';
import { comeToRest } from './rest.ts';
import { openWorld, type World } from './world.ts';

export interface ChaosOptions {
  readonly seed: number;
  /** Entries in the journal, at least. */
  readonly events: number;
  /** Processes killed, at least. */
  readonly kills: number;
  readonly bug?: Bug;
  readonly progress: (events: number, kills: number) => void;
}

/** What came of a run, in numbers by name, and all that was wrong. */
export interface ChaosReport {
  readonly events: number;
  readonly instances: number;
  readonly kills: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly violations: readonly Violation[];
  /** What happened to an instance, line by line. */
  storyOf(instance: string): readonly string[];
  readonly seconds: number;
}

/** Instances that live at once. */
const LIVES = 40;
/** When the storm is over, everything that is due is done within this time. */
const REST_MS = 120_000;
/** No entry for so long: nothing will come any more. */
const STUCK_MS = 60_000;

/**
 * Lets instances live through the real client and a real store while processes are killed and connections cut; then
 * waits until all is quiet, and checks everything. Its climate is that of a storm: every law of content holds, and
 * none of promptness, for which there is no measure on machines that are slow at times. Throws where a bug cannot be
 * planted.
 */
export async function runChaos({ seed, events, kills, bug, progress }: ChaosOptions): Promise<ChaosReport> {
  const began = performance.now();
  const programs = await bundlePrograms(bug);
  const folder = await mkdtemp(join(tmpdir(), 'baton-chaos-'));
  const world = await openWorld({ seed, folder, storePort: await freePort(), program: programs.path });
  const { ledger, weather, gate, killer } = world;
  try {
    let isStuck = false;
    const isOver = () => isStuck || (ledger.total() >= events && killer.total() >= kills);
    const lives = beginLives(world, isOver);
    isStuck = !(await storm(world, { events, kills, isOver, progress }));
    if (isStuck) found(world, 'stuck', `no entry for ${STUCK_MS / 1000} seconds`);
    weather.clear();
    gate.calm();
    await lives;
    const { now, items, restless } = await comeToRest({
      ...world,
      total: ledger.total,
      patienceMs: REST_MS,
    });
    if (restless !== undefined) found(world, 'not-drained', restless);
    const store = { table: (name: string) => ({ items: () => [...(items[name] ?? [])] }) };
    const violations = [...ledger.violations, ...checked({ ledger, store, now, climate: 'storm' })];
    return {
      events: ledger.total(),
      instances: ledger.instances().length,
      kills: killer.total(),
      counts: countsOf(world),
      violations,
      storyOf: world.timeline.story.linesOf,
      seconds: (performance.now() - began) / 1000,
    };
  } finally {
    world.close();
    await programs.remove();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What the checker finds; a journal that it cannot make anything of is a violation too. */
function checked(rested: Checked): readonly Violation[] {
  try {
    return check(rested);
  } catch (error) {
    return [
      { law: 'checker-broke', instance: '', what: String(error instanceof Error ? error.stack : error) },
    ];
  }
}

/** Kills spread over the run by chance, as events come. False where no more come. */
async function storm(
  { ledger, killer, random }: World,
  {
    events,
    kills,
    isOver,
    progress,
  }: Pick<ChaosOptions, 'events' | 'kills' | 'progress'> & { isOver(): boolean },
): Promise<boolean> {
  const chance = random('storm');
  while (!isOver()) {
    const gap = Math.max(0, events - ledger.total()) / Math.max(1, kills - killer.total());
    const goal = ledger.total() + chance.whole(0, Math.ceil(2 * gap));
    for (let last = Date.now(), so = ledger.total(); ledger.total() < goal && !isOver(); ) {
      if (ledger.total() > so) last = Date.now();
      so = ledger.total();
      if (Date.now() - last > STUCK_MS) return false;
      progress(so, killer.total());
      await sleep(5);
    }
    if (!isOver()) await killer.strike();
  }
  return true;
}

/** Lets everybody begin, and begin another when one is over; resolves when nobody lives any more. */
async function beginLives(world: World, isOver: () => boolean): Promise<void> {
  let nonces = 0;
  const nonce = () => ++nonces;
  const begin = async (mine: Random): Promise<void> => {
    while (!isOver()) {
      await world.clock.pause(mine.whole(1, 60_000));
      await live({ ...world, script: mine.pick(performed), random: mine, nonce, isOver });
    }
  };
  await Promise.all(
    Array.from({ length: LIVES }, (_, n) =>
      begin(world.random(`life ${n}`)).catch((error: Error) =>
        found(world, 'unexpected-error', error.stack ?? error.message),
      ),
    ),
  );
}

function found({ ledger }: World, law: string, what: string): void {
  ledger.found({ law, instance: '', what });
}

function countsOf({
  ledger,
  weather,
  gate,
  killer,
  witness,
  kinds,
}: World): Readonly<Record<string, number>> {
  const named = (prefix: string, counts: Iterable<readonly [string, number]>) =>
    Object.fromEntries([...counts].map(([name, count]) => [`${prefix}: ${name}`, count]));
  const killsOf = (who: string) =>
    [...killer.counts].reduce((sum, [name, count]) => sum + (name.startsWith(who) ? count : 0), 0);
  return {
    ...named('killed', killer.counts),
    'killed: the store, in all': killsOf('store'),
    'killed: workers, in all': killsOf('worker'),
    ...named('entries', kinds),
    ...named('connections cut', Object.entries(gate.counts)),
    ...named(
      'outside',
      Object.entries(weather.counts).filter(([, count]) => count > 0),
    ),
    requests: ledger.requests.length,
    'tries of requests': ledger.requests.reduce((sum, { tries }) => sum + tries.length, 0),
    'effects delivered': new Set(ledger.deliveries.map(({ key }) => key)).size,
    'deliveries of effects': ledger.deliveries.length,
    'instances at rest': [...witness.heads.values()].filter(({ status }) => status !== 'active').length,
  };
}
