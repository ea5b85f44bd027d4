import { tables } from '../../adapters/tables.ts';
import { createDefinitions } from '../../engine/registry.ts';
import { createSimulatedQueue } from './aws/queue.ts';
import type { StoreSite } from './aws/store-client.ts';
import { createStream } from './aws/stream.ts';
import { live } from './callers/life.ts';
import { createOperator } from './callers/operator.ts';
import { createRequests } from './callers/requests.ts';
import { absentIn, type Climate } from './climates.ts';
import { createClockwork } from './clockwork.ts';
import { beginDisasters } from './disasters.ts';
import type { FaultName } from './fault-kinds.ts';
import { createFleet, type Fleet, names } from './fleet/fleet.ts';
import { createLedger, type Ledger, type Violation } from './ledger.ts';
import { createReceivers } from './outside/receivers.ts';
import { scripts } from './processes/all.ts';
import { createRandom } from './random.ts';
import { createSimulatedStore, type SimulatedStore } from './store/store.ts';
import { createTimeline } from './timeline.ts';
import { createWeather } from './weather.ts';

/** One run: some instances, lived side by side in one weather, until so many events were accepted and all is quiet. */
export interface WaveOptions {
  readonly seed: number;
  /** Accepted events after which nobody sends any more. */
  readonly events: number;
  readonly instances: number;
  readonly climate: Climate;
  readonly without?: readonly FaultName[];
}

export interface Wave {
  readonly ledger: Ledger;
  readonly store: SimulatedStore;
  readonly climate: Climate;
  readonly counts: Readonly<Record<FaultName, number>>;
  readonly trace: string;
  /** When it came to rest. */
  readonly now: number;
  /** What was wrong while it ran. */
  readonly violations: readonly Violation[];
}

const START = Date.UTC(2026, 0, 1, 12);
const DAY = 24 * 60 * 60_000;
/** Lives begin within so many days. */
const BEGIN_DAYS = 30;
const MOST_DAYS = 400;
const CALM_DAYS = 4;

export async function runWave({
  seed,
  events,
  instances,
  climate,
  without = [],
}: WaveOptions): Promise<Wave> {
  const timeline = createTimeline(START);
  const weather = createWeather(seed, new Set([...absentIn(climate), ...without]));
  const random = (name: string) => createRandom(seed, name);
  const ledger = createLedger();
  const indexes = random('indexes');
  let fleet: Fleet;

  const store = createSimulatedStore({
    tables,
    now: timeline.now,
    follow(bring) {
      if (weather.strikes('index-stale')) timeline.after(indexes.spread(60_000, 3_600_000), bring);
      else if (weather.strikes('index-lag')) timeline.after(indexes.spread(20, 30_000), bring);
      else bring();
    },
    stored(table, item) {
      if (table !== names.journal) return;
      const { writer } = site;
      ledger.committed(item, {
        at: timeline.now(),
        clock: writer?.latest() ?? 0,
        writer: writer?.name ?? '',
      });
      stream.tell(item);
      if (item.d?.S?.includes('"t":"hold"')) operator.held(item.instance?.S ?? '', '');
    },
  });
  const site: StoreSite = { store, downUntil: 0, epoch: 0, writer: undefined };
  const shared = { timeline, weather, ledger };
  const stream = createStream({ ...shared, random: random('stream'), handle: (event) => fleet.relay(event) });
  const queue = createSimulatedQueue({
    ...shared,
    losesOnce: climate === 'loss',
    random: random('queue'),
    handle: (event) => fleet.perform(event),
  });
  const effects = Object.fromEntries(scripts.flatMap(({ answers }) => Object.entries(answers)));
  const receivers = createReceivers({ ...shared, effects, random: random('receivers') });
  fleet = createFleet({
    ...{ timeline, weather, random, site, queue, receivers },
    definitions: createDefinitions([...new Set(scripts.map(({ definition }) => definition))]),
    told: () => {},
  });
  /** The newest revision that each process has had of each instance. */
  const known = new Map<string, number>();
  const requests = createRequests({
    ...shared,
    fleet,
    random: random('requests'),
    met(process, instance, revision) {
      const key = `${process} ${instance}`;
      if ((known.get(key) ?? revision) < revision - 1) weather.count('old-head');
      known.set(key, revision);
    },
  });
  const operator = createOperator({
    ...shared,
    requests,
    random: random('operator'),
    isCalm: weather.isClear,
  });
  const clockwork = createClockwork({ timeline, weather, fleet, store });
  clockwork.start();
  beginDisasters({ ...shared, site, stream, queue, fleet, clockwork, receivers, requests });

  let nonces = 0;
  let living = 0;
  const isOver = () => ledger.total() >= events;
  for (let n = 0; n < instances; n++) {
    const mine = random(`life ${n}`);
    living += 1;
    timeline.after(mine.next() * BEGIN_DAYS * DAY, () => {
      void live({
        script: mine.pick(scripts),
        requests,
        timeline,
        weather,
        random: mine,
        nonce: () => ++nonces,
        isOver,
      }).then(() => {
        living -= 1;
      });
    });
  }
  await timeline.run(() => living === 0 || timeline.now() > START + MOST_DAYS * DAY);

  // The weather clears: all that is due happens.
  weather.clear();
  const calmFrom = timeline.now();
  stream.resume();
  const isQuiet = () => stream.waiting() + queue.size() + operator.waiting() === 0 && !clockwork.isBusy();
  timeline.after(DAY, () => clockwork.reconcile(false));
  timeline.after(CALM_DAYS * DAY, () => false);
  await timeline.run(() => timeline.now() > calmFrom + CALM_DAYS * DAY);
  if (!isQuiet()) {
    const what = `${stream.waiting()} records, ${queue.size()} messages, ${operator.waiting()} incidents wait`;
    ledger.found({ law: 'not-drained', instance: '', what });
  }
  return {
    ledger,
    store,
    climate,
    counts: weather.counts,
    trace: timeline.trace(),
    now: timeline.now(),
    violations: ledger.violations,
  };
}
