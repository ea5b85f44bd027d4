import type { DynamoDBStreamEvent, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createDynamoJournal } from '../../../adapters/dynamo-journal.ts';
import { createDynamoProjection } from '../../../adapters/dynamo-projection.ts';
import { createSqsQueue } from '../../../adapters/queue-sqs.ts';
import type { TableNames } from '../../../adapters/tables.ts';
import type { Definitions } from '../../../engine/definition.ts';
import { createEngine, type Engine } from '../../../engine/engine.ts';
import { createPerform } from '../../../engine/perform.ts';
import type { Projection } from '../../../engine/ports.ts';
import { createReconcile } from '../../../engine/reconcile.ts';
import { createRelay } from '../../../engine/relay.ts';
import { createSweep } from '../../../engine/sweep.ts';
import { createMessages } from '../../../functions/perform/messages.ts';
import { createRecords } from '../../../functions/relay/records.ts';
import { functions } from '../../../functions/triggers.ts';
import type { SimulatedQueue } from '../aws/queue.ts';
import { createQueueClient } from '../aws/queue-client.ts';
import { createStoreClient, type StoreSite } from '../aws/store-client.ts';
import type { BatchOutcome } from '../aws/stream.ts';
import type { Receivers } from '../outside/receivers.ts';
import type { Random } from '../random.ts';
import type { Timeline } from '../timeline.ts';
import type { Weather } from '../weather.ts';
import { createPool, type Ran } from './pool.ts';
import type { Process, ProcessKind } from './process.ts';

export const names: TableNames = { journal: 'journal', projection: 'projection', customers: 'customers' };

/** Every function as it is deployed, over the same stores. */
export interface Fleet {
  /** Works with one process that answers callers. */
  call<T>(work: (engine: Engine, projection: Projection, process: Process) => Promise<T>): Promise<Ran<T>>;
  relay(event: DynamoDBStreamEvent): Promise<BatchOutcome>;
  perform(event: SQSEvent): Promise<SQSBatchResponse | 'died'>;
  sweep(): Promise<Ran<number>>;
  /** One segment of a walk through the journal, to its end. */
  reconcile(segment: number, of: number, redrive: boolean): Promise<Ran<void>>;
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
  /** Hears of what was set aside or failed, with where. */
  readonly told: (where: string, instance: string | undefined, error: unknown) => void;
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
    let ids = 0;
    const engine = createEngine({
      ...{ journal, definitions, now },
      random: random.next,
      sleep: process.pause,
      newId: () => `${process.name}-${++ids}`,
    });
    const relay = createRelay({ journal, projection, queue, definitions, now });
    const parked = (instance: string, error: unknown) => told(`${process.name} parks`, instance, error);
    return { engine, journal, projection, queue, relay, definitions, now, parked };
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
  const relays = pool('relay', 1, (process, random) => {
    const { relay } = equip(process, random);
    const records = createRecords(relay, (instance, error) => told(`${process.name} fails`, instance, error));
    return { records };
  });
  const performs = pool('perform', 1, (process, random) => {
    const { engine, definitions, queue, now } = equip(process, random);
    const performers = receivers.performers(process);
    const perform = createPerform({ engine, definitions, queue, now, performers });
    return {
      messages: createMessages(perform, (id, error) => told(`${process.name} fails ${id}`, undefined, error)),
    };
  });
  const sweeps = pool('sweep', 1, (process, random) => ({ sweep: createSweep(equip(process, random)) }));
  const walks = pool('reconcile', 1, (process, random) => ({
    reconcile: createReconcile(equip(process, random)),
  }));

  return {
    call: (work) => api.run(({ engine, projection }, process) => work(engine, projection, process)),
    async relay(event) {
      const ran = await relays.run(async ({ records }, process) => {
        receivers.mayKill(process, event);
        return records(event);
      });
      return answerOf(ran);
    },
    async perform(event) {
      return answerOf(await performs.run(({ messages }) => messages(event)));
    },
    sweep: () => sweeps.run(({ sweep }) => sweep()),
    reconcile: (segment, of, redrive) =>
      walks.run(async ({ reconcile }) => {
        let next: string | undefined;
        do {
          const page = await reconcile({ segment, of, redrive, ...(next === undefined ? {} : { next }) });
          next = page.next;
        } while (next !== undefined);
      }),
    replace() {
      for (const one of [api, relays, performs, sweeps, walks]) one.replace();
    },
  };
}

/** A function that throws has answered nothing, as one that died. */
function answerOf<T>(ran: Ran<T>): T | 'died' {
  return ran !== 'died' && 'value' in ran ? ran.value : 'died';
}
