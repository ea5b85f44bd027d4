import { tables } from '../../adapters/tables.ts';
import type { Definition } from '../../engine/definition.ts';
import { createDefinitions } from '../../engine/registry.ts';
import { createSimulatedQueue, type SimulatedQueue } from './aws/queue.ts';
import { createStepFunctions, type StepFunctions } from './aws/step-functions.ts';
import type { StoreSite } from './aws/store-client.ts';
import { createStream, type Stream } from './aws/stream.ts';
import { createOperator, type Operator } from './callers/operator.ts';
import { createRequests, type Requests } from './callers/requests.ts';
import { type Climate, frequencyIn } from './climates.ts';
import { type Clockwork, createClockwork } from './clockwork.ts';
import type { FaultName } from './fault-kinds.ts';
import { createFleet, type Fleet, names } from './fleet/fleet.ts';
import { createExecutions, type Executions } from './jobs/executions.ts';
import { createLedger, isWhole, type Ledger } from './ledger.ts';
import { createReceivers, type Receivers } from './outside/receivers.ts';
import { deployed, scripts } from './processes/all.ts';
import { createRandom, type Random } from './random.ts';
import { START } from './start.ts';
import { createSimulatedStore, type SimulatedStore } from './store/store.ts';
import { createTimeline, type Timeline } from './timeline.ts';
import { createWeather, type Weather } from './weather.ts';

export interface WorldOptions {
  readonly seed: number;
  readonly climate: Climate;
  readonly without?: readonly FaultName[];
}

/** Everything that one run consists of, before anybody does anything. */
export interface World {
  readonly timeline: Timeline;
  readonly weather: Weather;
  /** A stream of chance of its own for each name. */
  readonly random: (name: string) => Random;
  readonly ledger: Ledger;
  readonly store: SimulatedStore;
  readonly site: StoreSite;
  readonly stream: Stream;
  readonly queue: SimulatedQueue;
  readonly receivers: Receivers;
  readonly functions: StepFunctions;
  readonly fleet: Fleet;
  readonly requests: Requests;
  readonly operator: Operator;
  readonly clockwork: Clockwork;
  readonly executions: Executions;
}

export function createWorld({ seed, climate, without = [] }: WorldOptions): World {
  const timeline = createTimeline(START);
  const weather = createWeather(seed, (name) => (without.includes(name) ? 0 : frequencyIn(climate, name)));
  const random = (name: string) => createRandom(seed, name);
  const ledger = createLedger();
  const shared = { timeline, weather, ledger };

  const store = createSimulatedStore({
    tables,
    now: timeline.now,
    follow: lagging(timeline, weather, random('indexes')),
    stored(table, item, before) {
      if (table === names.journal) {
        const { writer } = site;
        ledger.committed(item, {
          at: timeline.now(),
          clock: writer?.latest() ?? 0,
          writer: writer?.name ?? '',
        });
        stream.tell(item);
        if (item.d?.S?.includes('"t":"hold"')) operator.held(item.instance?.S ?? '');
      } else if (table === names.records || table === names.jobs) {
        ledger.jobs.stored.push({ item, at: timeline.now() });
        return;
      }
      if (table === names.projection && isWhole(item)) {
        ledger.handed(item.instance?.S ?? '', Number(item.relayed?.N), timeline.now());
      }
      if (
        climate !== 'storm' &&
        climate !== 'restored' &&
        Number(item.relayed?.N) < Number(before?.relayed?.N)
      ) {
        // Where everything is rebuilt, it begins anew.
        const what = `from ${before?.relayed?.N} back to ${item.relayed?.N}`;
        ledger.found({ law: 'projection-went-back', instance: item.instance?.S ?? '', what });
      }
    },
  });
  const site: StoreSite = { store, downUntil: 0, epoch: 0, writer: undefined };
  const stream = createStream({ ...shared, random: random('stream'), handle: (event) => fleet.relay(event) });
  const queue = createSimulatedQueue({
    ...shared,
    losesOnce: climate === 'loss',
    random: random('queue'),
    handle: (event) => fleet.perform(event),
  });
  const effects = Object.fromEntries(scripts.flatMap(({ answers }) => Object.entries(answers)));
  const receivers = createReceivers({
    ...shared,
    effects,
    mercy: climate !== 'memory',
    random: random('receivers'),
  });
  const machines = machinesIn(deployed);
  const functions = createStepFunctions({ ...shared, effects, machines, random: random('step functions') });
  const definitions = createDefinitions(deployed);
  const fleet: Fleet = createFleet({
    timeline,
    weather,
    random,
    site,
    queue,
    receivers,
    functions,
    machines: Object.keys(machines),
    definitions,
    ledger,
    executions: () => executions,
    told: (process, instance) => timeline.story.note(instance, `${process} sets it aside`),
  });
  const executions: Executions = createExecutions({
    ...shared,
    random: random('executions'),
    take: (step) => fleet.take(step),
  });
  const requests = createRequests({
    ...shared,
    fleet,
    random: random('requests'),
    met: countingOldHeads(weather),
  });
  const operator: Operator = createOperator({
    ...{ ...shared, requests, redrive: functions.redrive },
    random: random('operator'),
  });
  const clockwork = createClockwork({ timeline, weather, fleet, store });
  return {
    ...shared,
    random,
    store,
    site,
    stream,
    queue,
    receivers,
    functions,
    fleet,
    requests,
    operator,
    clockwork,
    executions,
  };
}

/** State machines by their names: the effect that each is, and whether a person decides about what failed. */
function machinesIn(definitions: readonly Definition[]) {
  const policies = definitions.flatMap(({ effects }) => Object.entries(effects));
  const named = policies.flatMap(([effect, { stateMachine, exhausted }]) =>
    stateMachine === undefined ? [] : [[stateMachine, { effect, isHeld: exhausted === 'hold' }] as const],
  );
  return Object.fromEntries(named);
}

/** Brings changes to an index: most at once, some late. */
function lagging(timeline: Timeline, weather: Weather, random: Random) {
  return (bring: () => void): void => {
    if (weather.strikes('index-stale')) timeline.after(random.spread(60_000, 3_600_000), bring);
    else if (weather.strikes('index-lag')) timeline.after(random.spread(20, 30_000), bring);
    else bring();
  };
}

/** A process whose kept head misses more than the entry that it has just made had an old one. */
function countingOldHeads(weather: Weather) {
  const known = new Map<string, number>();
  return (process: string, instance: string, revision: number): void => {
    const key = `${process} ${instance}`;
    if ((known.get(key) ?? revision) < revision - 1) weather.count('old-head');
    known.set(key, revision);
  };
}
