import type { Who } from '../../../engine/entry.ts';
import { BatonError } from '../../../engine/errors.ts';
import { derivedId } from '../../../engine/ids.ts';
import { Refusal } from '../../../functions/api/problem.ts';
import type { Fleet } from '../fleet/fleet.ts';
import type { Office } from '../jobs/office.ts';
import type { Ledger } from '../ledger.ts';
import type { Script } from '../processes/script.ts';
import type { Random } from '../random.ts';
import type { Timeline } from '../timeline.ts';
import type { Weather } from '../weather.ts';

/** The person who asks for bulk actions, looks after them, and goes on with those that failed. */
export interface Manager {
  /** Asks for one after the other until it is over. */
  work(): Promise<void>;
  /** Bulk actions that are not over yet. */
  waiting(): number;
}

export interface ManagerOptions {
  readonly fleet: Pick<Fleet, 'ask'>;
  readonly ledger: Ledger;
  readonly timeline: Timeline;
  readonly weather: Weather;
  readonly random: Random;
  readonly scripts: readonly [Script, ...Script[]];
  readonly nonce: () => number;
  readonly isOver: () => boolean;
}

/** What an answer says of a job. */
interface Seen {
  readonly revision: number;
  readonly state: string;
}

type Handler = (call: never) => Promise<{ readonly body?: unknown }>;

const SECOND = 1000;
const HOUR = 3_600_000;
const MANAGER: Who = { kind: 'caller', id: 'manager' };
/** Answers that say nothing about the request. */
const PASSING = ['store-unavailable', 'conflict'];

export function createManager(options: ManagerOptions): Manager {
  const { fleet, ledger, timeline, weather, random, scripts, nonce, isOver } = options;
  let open = 0;

  /** What the API answers in the end; `unknown` where nobody does, or a code. */
  async function ask(operation: string, call: object, most: number): Promise<Seen | string> {
    for (let tries = 1; ; tries++) {
      const ran = await fleet.ask(
        (office: Office) =>
          (office.handlers as unknown as Readonly<Record<string, Handler>>)[operation]?.({
            ...{ who: MANAGER, prefix: '', query: { limit: 20 }, body: undefined },
            ...call,
          } as never) ?? Promise.reject(new TypeError(`There is no operation ${operation}.`)),
      );
      if (ran !== 'died' && 'value' in ran) return ran.value.body as Seen;
      const error = ran === 'died' ? undefined : ran.error;
      if (error instanceof Refusal) return error.code;
      if (error !== undefined && !(error instanceof BatonError && PASSING.includes(error.code))) {
        ledger.found({
          law: 'unexpected-error',
          instance: '',
          what: `${operation}: ${(error as Error).stack}`,
        });
      }
      if (tries >= most) return 'unknown';
      await timeline.pause(random.spread(SECOND, 20 * SECOND));
    }
  }

  function wish(): object {
    const { definition, aside } = random.pick(scripts);
    const { process } = definition;
    const bare = definition.eventTypes.filter((type) => 'value' in definition.parseEvent({ type }));
    const calm = bare.filter((type) => type !== 'end');
    const event =
      random.chance(0.7) || calm.length === 0
        ? aside(random, nonce())
        : { type: calm[nonce() % calm.length] };
    if (random.chance(0.1)) return { process, action: 'cancel', where: { state: 'idle' }, reason: 'closing' };
    return { process, action: 'advance', where: random.chance(0.2) ? { state: 'home' } : {}, event };
  }

  /** What is done about a job that is read now; undefined where nothing is. */
  function deedFor({ state }: Seen): 'pause' | 'resume' | 'cancel' | undefined {
    if (state === 'failed') return 'resume';
    if (state === 'paused') return random.chance(0.1) && !weather.isClear() ? 'cancel' : 'resume';
    if (weather.strikes('job-cancelled')) return 'cancel';
    return weather.strikes('job-paused') ? 'pause' : undefined;
  }

  async function lookAfter(job: string): Promise<void> {
    for (;;) {
      await timeline.pause(
        random.chance(0.7) ? random.spread(20, 20 * SECOND) : random.spread(20 * SECOND, 12 * HOUR),
      );
      const seen = await ask('getBulk', { path: { bulk: job } }, 1);
      if (seen === 'record-not-found') return;
      if (typeof seen === 'string') continue;
      if (seen.state === 'done' || seen.state === 'cancelled') return;
      const deed = deedFor(seen);
      if (deed === undefined) continue;
      const { revision } = seen;
      const told = await ask(`${deed}Bulk`, { path: { bulk: job }, revision }, weather.isClear() ? 99 : 3);
      if (typeof told !== 'string') ledger.jobs.told.push({ job, deed, over: revision });
    }
  }

  async function order(): Promise<void> {
    const key = `b-${nonce()}`;
    const body = { dryRun: false, ...wish() };
    open += 1;
    const told = await ask('createBulk', { body, key }, random.whole(1, 6));
    const job = derivedId(MANAGER, 'bulk', key);
    if (typeof told !== 'string') ledger.jobs.told.push({ job, deed: 'create', over: 0 });
    // Whoever got no answer looks whether it is there.
    await lookAfter(job);
    open -= 1;
  }

  return {
    async work() {
      while (!isOver()) {
        await timeline.pause(random.spread(6 * HOUR, 120 * HOUR));
        if (!isOver()) void order();
      }
    },
    waiting: () => open,
  };
}
