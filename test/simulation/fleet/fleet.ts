import type { DynamoDBStreamEvent, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createDynamoJournal } from '../../../adapters/dynamo-journal.ts';
import { createDynamoProjection } from '../../../adapters/dynamo-projection.ts';
import { createDynamoTasks } from '../../../adapters/dynamo-tasks.ts';
import { fromBody } from '../../../adapters/queue-message.ts';
import { createSqsQueue } from '../../../adapters/queue-sqs.ts';
import { createStateMachines } from '../../../adapters/state-machines-sfn.ts';
import { ownNames } from '../../../adapters/tables.ts';
import { createAssign } from '../../../engine/assign.ts';
import type { Definitions } from '../../../engine/definition.ts';
import { createEngine, type Engine } from '../../../engine/engine.ts';
import { createPark } from '../../../engine/park.ts';
import { createPerform } from '../../../engine/perform.ts';
import type { Projection } from '../../../engine/ports.ts';
import { createReconcile, type ReconcilePage } from '../../../engine/reconcile.ts';
import { createRelay } from '../../../engine/relay.ts';
import { createSweep } from '../../../engine/sweep.ts';
import { createMessages } from '../../../functions/perform/messages.ts';
import { createRecords } from '../../../functions/relay/records.ts';
import { functions } from '../../../functions/triggers.ts';
import type { SimulatedQueue } from '../aws/queue.ts';
import { createQueueClient } from '../aws/queue-client.ts';
import { arnOf, type StepFunctions } from '../aws/step-functions.ts';
import { createStepFunctionsClient } from '../aws/step-functions-client.ts';
import { createStoreClient, type StoreSite } from '../aws/store-client.ts';
import type { BatchOutcome } from '../aws/stream.ts';
import type { Receivers } from '../outside/receivers.ts';
import type { Random } from '../random.ts';
import type { Timeline } from '../timeline.ts';
import type { Weather } from '../weather.ts';
import { createPool, type Ran } from './pool.ts';
import type { Process, ProcessKind } from './process.ts';
import { staff } from './staff.ts';

export const names = ownNames;

/** Every function as it is deployed, over the same stores. */
export interface Fleet {
  /** Works with one process that answers callers. */
  call<T>(work: (engine: Engine, projection: Projection, process: Process) => Promise<T>): Promise<Ran<T>>;
  relay(event: DynamoDBStreamEvent): Promise<BatchOutcome>;
  perform(event: SQSEvent): Promise<SQSBatchResponse | 'died'>;
  /** Until then every process that performs effects dies before it does anything. */
  performsAgainAt: number;
  sweep(): Promise<Ran<number>>;
  /** A walk through one segment, from its first page to its end. */
  reconcile(first: ReconcilePage): Promise<Ran<void>>;
  /** Replaces every process, as a deployment does. */
  replace(): void;
}

export interface FleetOptions {
  readonly timeline: Timeline;
  readonly weather: Weather;
  readonly random: (name: string) => Random;
  readonly site: StoreSite;
  readonly queue: SimulatedQueue;
  readonly definitions: Definitions;
  readonly receivers: Receivers;
  readonly functions: StepFunctions;
  /** Names of the state machines that definitions name. */
  readonly machines: readonly string[];
  /** Hears of every instance that was set aside, and by whom. */
  readonly told: (process: string, instance: string) => void;
}

/** A process that does not know every definition is replaced after so long. */
const DEPLOYMENT_MS = 20 * 60_000;

export function createFleet(options: FleetOptions): Fleet {
  const { timeline, weather, site, queue: simulated, receivers, told } = options;

  /** What the functions share in a process, as `functions/wiring.ts` puts it together. */
  function equip(process: Process, random: Random) {
    const client = createStoreClient({ site, process, timeline, weather, random });
    const sqs = createQueueClient(process, { queue: simulated, weather, random });
    const definitions = knownTo(process, random);
    const journal = createDynamoJournal(client, names.journal);
    const projection = createDynamoProjection(client, names.projection);
    const queue = createSqsQueue(sqs, 'queue');
    const { now } = process;
    const engine = createEngine({
      ...{ journal, definitions, now },
      random: random.next,
      sleep: process.pause,
      newId: random.id,
    });
    const board = createDynamoTasks(client, names.tasks);
    const relay = createRelay({ engine, journal, projection, board, queue, definitions, now });
    const assign = createAssign({ board, staff, now });
    const park = createPark({ journal, projection, now, parked: (instance) => told(process.name, instance) });
    return { engine, journal, projection, queue, relay, park, assign, definitions, now };
  }

  function knownTo(process: Process, random: Random): Definitions {
    if (!weather.strikes('definition-missing')) return options.definitions;
    timeline.after(random.next() * DEPLOYMENT_MS, () => process.die());
    const all = options.definitions.list();
    const missing = all[random.whole(0, all.length - 1)]?.process;
    return {
      list: () => all.filter((one) => one.process !== missing),
      get: async (name, version) => (name === missing ? undefined : options.definitions.get(name, version)),
    };
  }

  const pool = <Parts>(
    kind: ProcessKind,
    shared: number,
    parts: (process: Process, random: Random) => Parts,
  ) =>
    createPool({ ...options, kind, shared, equip: parts, timeoutMs: functions[kind].timeoutSeconds * 1000 });

  const api = pool('api', 2, equip);
  const relays = pool('relay', 1, (process, random) => ({
    records: createRecords({ ...equip(process, random), failed: () => {} }),
  }));
  const performs = pool('perform', 1, (process, random) => ({
    messages: createMessages(
      createPerform({
        ...equip(process, random),
        performers: receivers.performers(process),
        stateMachines: createStateMachines(
          createStepFunctionsClient({ ...options, process, random }),
          Object.fromEntries(options.machines.map((name) => [name, arnOf(name)])),
        ),
      }),
      () => {},
    ),
  }));
  const sweeps = pool('sweep', 1, (process, random) => ({ sweep: createSweep(equip(process, random)) }));
  const walks = pool('reconcile', 1, (process, random) => ({
    reconcile: createReconcile(equip(process, random)),
  }));

  const fleet: Fleet = {
    performsAgainAt: 0,
    call: (work) => api.run(({ engine, projection }, process) => work(engine, projection, process)),
    async relay(event) {
      const ran = await relays.run(({ records }, process) => {
        receivers.mayKill(
          process,
          event.Records.map(({ dynamodb }) => dynamodb?.Keys?.instance?.S ?? ''),
        );
        return records(event);
      });
      return answerOf(ran);
    },
    async perform(event) {
      const ran = await performs.run(({ messages }, process) => {
        if (timeline.now() < fleet.performsAgainAt && !weather.isClear()) process.die();
        const brought = event.Records.map(({ body }) => fromBody(body)).filter(
          ({ kind }) => kind === 'relay',
        );
        receivers.mayKill(
          process,
          brought.map(({ instance }) => instance),
        );
        return messages(event);
      });
      return answerOf(ran);
    },
    sweep: () => sweeps.run(({ sweep }) => sweep()),
    reconcile: (first) =>
      walks.run(async ({ reconcile }) => {
        for (let page: ReconcilePage | undefined = first; page !== undefined; ) {
          page = (await reconcile(page)).onward;
        }
      }),
    replace() {
      for (const one of [api, relays, performs, sweeps, walks]) one.replace();
    },
  };
  return fleet;
}

/** A function that throws has answered nothing, as one that died. */
function answerOf<T>(ran: Ran<T>): T | 'died' {
  return ran !== 'died' && 'value' in ran ? ran.value : 'died';
}
