import { administer } from './callers/administrator.ts';
import { readInboxes } from './callers/inbox.ts';
import { live } from './callers/life.ts';
import { createManager, type Manager } from './callers/manager.ts';
import { readLists } from './callers/reader.ts';
import { register } from './callers/registrar.ts';
import { makeRules } from './callers/rule-maker.ts';
import type { Climate } from './climates.ts';
import { beginDisasters } from './disasters.ts';
import type { FaultName } from './fault-kinds.ts';
import type { Ledger } from './ledger.ts';
import { scripts } from './processes/all.ts';
import type { Random } from './random.ts';
import { START } from './start.ts';
import type { SimulatedStore } from './store/store.ts';
import { createWorld, type World, type WorldOptions } from './world.ts';

/** One run: some instances, lived side by side in one weather, until so many events were accepted and all is quiet. */
export interface WaveOptions extends WorldOptions {
  /** Accepted events after which nobody sends any more. */
  readonly events: number;
  readonly instances: number;
  /** The instance whose story is wanted. */
  readonly tellOf?: string;
}

/** A run that has come to rest. */
export interface Wave {
  readonly ledger: Ledger;
  readonly store: SimulatedStore;
  readonly climate: Climate;
  readonly counts: Readonly<Record<FaultName, number>>;
  /** The same for the same options; another as soon as anything goes otherwise. */
  readonly trace: string;
  /** What happened to the instance that was asked for, line by line. */
  readonly story: readonly string[];
  /** When it came to rest. */
  readonly now: number;
}

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
/** Lives begin within so many days. */
const BEGIN_DAYS = 30;
const MOST_DAYS = 400;
const CALM_DAYS = 4;
/** A run that takes more than this per event and event goes round in circles: all that there is may be walked again and again. */
const MOST_STEPS = 0.6;

export async function runWave(options: WaveOptions): Promise<Wave> {
  const { climate, events } = options;
  const world = createWorld(options);
  const { timeline, weather, ledger, store, clockwork } = world;
  const mostSteps = MOST_STEPS * (events + 500) ** 2;
  const isEndless = () => timeline.steps() > mostSteps || ledger.total() > 3 * events + 1000;

  if (options.tellOf !== undefined) timeline.story.tellOf(options.tellOf);
  clockwork.start();
  beginDisasters(world);
  const { living, manager } = beginLives(world, options);
  await timeline.run(() => living() === 0 || timeline.now() > START + MOST_DAYS * DAY || isEndless());

  // The weather clears: all that is due happens.
  weather.clear();
  world.stream.resume();
  timeline.after(DAY, () => clockwork.reconcile());
  // Timers go on for weeks: it ends in a moment in which nothing is under way.
  const calmUntil = timeline.now() + CALM_DAYS * DAY;
  const isOver = (now: number) =>
    now > calmUntil && (now > calmUntil + HOUR || waitingIn(world, manager) === undefined);
  await timeline.run(() => isOver(timeline.now()) || isEndless());
  if (isEndless()) ledger.found({ law: 'endless', instance: '', what: `${timeline.steps()} steps` });
  const waiting = waitingIn(world, manager);
  if (waiting !== undefined) ledger.found({ law: 'not-drained', instance: '', what: waiting });
  return {
    ledger,
    store,
    climate,
    counts: weather.counts,
    trace: timeline.trace(),
    story: timeline.story.lines(),
    now: timeline.now(),
  };
}

/** Lets everybody begin, each at a time of their own, and begin another when one is over. Tells how many still live. */
function beginLives(
  world: World,
  { events, instances }: WaveOptions,
): { readonly living: () => number; readonly manager: Manager } {
  const { timeline, ledger, random } = world;
  const isOver = () => ledger.total() >= events;
  let nonces = 0;
  let living = instances;
  const nonce = () => ++nonces;
  const fail = (error: Error) => {
    ledger.found({ law: 'unexpected-error', instance: '', what: error.stack ?? error.message });
  };
  const begin = async (mine: Random): Promise<void> => {
    await timeline.pause(mine.next() * BEGIN_DAYS * DAY);
    while (!isOver()) await live({ ...world, script: mine.pick(scripts), random: mine, nonce, isOver });
  };
  for (let n = 0; n < instances; n++) {
    void begin(random(`life ${n}`))
      .catch(fail)
      .then(() => {
        living -= 1;
      });
  }
  void administer({ ...world, random: random('administrator'), scripts, isOver }).catch(fail);
  void makeRules({ ...world, random: random('rule maker'), isOver }).catch(fail);
  void register({ ...world, random: random('registrar'), nonce, isOver }).catch(fail);
  void readLists({ ...world, random: random('reader'), scripts, isOver }).catch(fail);
  const manager = createManager({ ...world, random: random('manager'), scripts, nonce, isOver });
  void manager.work().catch(fail);
  void readInboxes({ ...world, random: random('inboxes'), scripts, nonce, isOver }).catch(fail);
  return { living: () => living, manager };
}

function waitingIn(
  { stream, queue, operator, clockwork, executions }: World,
  manager: Manager,
): string | undefined {
  const waiting = {
    records: stream.waiting(),
    messages: queue.due(),
    incidents: operator.waiting(),
    walks: clockwork.isBusy() ? 1 : 0,
    jobs: manager.waiting(),
    runs: executions.running(),
  };
  return Object.values(waiting).some((count) => count > 0) ? JSON.stringify(waiting) : undefined;
}
