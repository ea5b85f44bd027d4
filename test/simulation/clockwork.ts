import type { ReconcilePage } from '../../engine/reconcile.ts';
import { HORIZON } from '../../engine/schedule.ts';
import { functions } from '../../functions/triggers.ts';
import type { Fleet } from './fleet/fleet.ts';
import { names } from './fleet/fleet.ts';
import type { SimulatedStore } from './store/store.ts';
import type { Timeline } from './timeline.ts';
import type { Weather } from './weather.ts';

/** What starts sweeps and reconciliations. */
export interface Clockwork {
  start(): void;
  /** Nobody sweeps until then. */
  withoutSweep(until: number): void;
  /** Walks the whole journal now, segment beside segment, each tried again where it fails. False where one went on failing. */
  reconcile(wish?: Wish): Promise<boolean>;
  /** Whether something runs that it started. */
  isBusy(): boolean;
}

/** What is asked of a reconciliation beyond its usual work. */
export type Wish = Pick<ReconcilePage, 'redrive' | 'rebuild'>;

const MINUTE = 60_000;
const SEGMENTS = 4;
const MOST_TRIES = 4;
/** The index shows what falls due, and no clock is further ahead than this. */
const SLACK = 10_000;

export function createClockwork(options: {
  readonly timeline: Timeline;
  readonly weather: Weather;
  readonly fleet: Fleet;
  readonly store: SimulatedStore;
}): Clockwork {
  const { timeline, weather, fleet, store } = options;
  const everyMinutes = functions.sweep.trigger.everyMinutes;
  let sweepsFrom = 0;
  let running = 0;

  async function track<T>(work: Promise<T>): Promise<T> {
    running += 1;
    const done = await work;
    running -= 1;
    return done;
  }

  /** A sweep that would find nothing is left out: it does nothing. */
  function isIdle(): boolean {
    const least = store.index(names.projection, 'by-due').least();
    return least === undefined || Number(least) > timeline.now() + HORIZON + SLACK;
  }

  function tick(): boolean {
    timeline.after(everyMinutes * MINUTE, tick);
    if (timeline.now() < sweepsFrom || isIdle()) return false;
    const times = weather.strikes('sweep-twice') ? 2 : 1;
    for (let n = 0; n < times; n++) void track(fleet.sweep());
    return true;
  }

  async function walk(segment: number, wish: Wish): Promise<boolean> {
    for (let tries = 1; tries <= MOST_TRIES || weather.isClear(); tries++) {
      const ran = await fleet.reconcile({ segment, of: SEGMENTS, ...wish });
      if (ran !== 'died' && 'value' in ran) return true;
      await timeline.pause(Math.min(60_000, 2000 * 2 ** tries));
    }
    return false;
  }

  const clockwork: Clockwork = {
    start() {
      tick();
      const daily = (): true => {
        timeline.after(functions.reconcile.trigger.everyMinutes * MINUTE, daily);
        void clockwork.reconcile();
        return true;
      };
      timeline.after(functions.reconcile.trigger.everyMinutes * MINUTE, daily);
    },
    withoutSweep(until) {
      sweepsFrom = Math.max(sweepsFrom, until);
    },
    async reconcile(wish = {}) {
      const walks = Array.from({ length: SEGMENTS }, (_, segment) => walk(segment, wish));
      return !(await track(Promise.all(walks))).includes(false);
    },
    isBusy: () => running > 0,
  };
  return clockwork;
}
