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
import type { Projection, TaskBoard } from '../../../engine/ports.ts';
import { createReconcile, type ReconcilePage } from '../../../engine/reconcile.ts';
import { createRelay } from '../../../engine/relay.ts';
import { createSweep } from '../../../engine/sweep.ts';
import type { Tell } from '../../../functions/enrolment/tell.ts';
import type { Planned } from '../../../functions/jobs/steps.ts';
import { createMessages } from '../../../functions/perform/messages.ts';
import { createWalk, type WalkPage } from '../../../functions/reconcile/walk.ts';
import { createRecords } from '../../../functions/relay/records.ts';
import { functions } from '../../../functions/triggers.ts';
import type { SimulatedQueue } from '../aws/queue.ts';
import { createQueueClient } from '../aws/queue-client.ts';
import { arnOf, type StepFunctions } from '../aws/step-functions.ts';
import { createStepFunctionsClient } from '../aws/step-functions-client.ts';
import { createStoreClient, type StoreSite } from '../aws/store-client.ts';
import type { BatchOutcome } from '../aws/stream.ts';
import type { Executions, Step } from '../jobs/executions.ts';
import { createOffice, type Office } from '../jobs/office.ts';
import type { Ledger } from '../ledger.ts';
import type { Receivers } from '../outside/receivers.ts';
import type { Random } from '../random.ts';
import type { Timeline } from '../timeline.ts';
import type { Weather } from '../weather.ts';
import { createAnnouncing } from './announcing.ts';
import { type Books, createBooks } from './books.ts';
import { createPool, type Ran } from './pool.ts';
import type { Process, ProcessKind } from './process.ts';
import { staff } from './staff.ts';

export const names = ownNames;

/** Every function as it is deployed, over the same stores. */
export interface Fleet {
  /** Works with one process that answers callers. */
  call<T>(
    work: (engine: Engine, projection: Projection, process: Process, board: TaskBoard) => Promise<T>,
  ): Promise<Ran<T>>;
  relay(event: DynamoDBStreamEvent): Promise<BatchOutcome>;
  perform(event: SQSEvent): Promise<SQSBatchResponse | 'died'>;
  /** Until then every process that performs effects dies before it does anything. */
  performsAgainAt: number;
  sweep(): Promise<Ran<number>>;
  /** A walk through one segment, from its first page to its end. */
  reconcile(first: ReconcilePage): Promise<Ran<void>>;
  /** Works with one process of the API that writes records, and tells of events. */
  write<T>(work: (books: Books, tell: Tell, process: Process) => Promise<T>): Promise<Ran<T>>;
  /** Works with one process of the API that answers whoever asks for jobs. */
  ask<T>(work: (office: Office, process: Process) => Promise<T>): Promise<Ran<T>>;
  /** A step of a job. */
  take(step: Step): Promise<Ran<Planned | undefined>>;
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
  readonly executions: () => Executions;
  readonly ledger: Pick<Ledger, 'jobs' | 'telling' | 'found'>;
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
    const books = createBooks(client, now);
    const engine = createEngine({
      ...{ journal, definitions, references: books.references, now },
      random: random.next,
      sleep: process.pause,
      newId: random.id,
    });
    const board = createDynamoTasks(client, names.tasks);
    const announcing = createAnnouncing({
      ...{ engine, projection, definitions, now, books },
      ledger: options.ledger,
    });
    const { tell, announced } = announcing;
    const relay = createRelay({ engine, journal, projection, board, queue, definitions, now, announced });
    const assign = createAssign({ board, staff, now });
    const park = createPark({ journal, projection, now, parked: (instance) => told(process.name, instance) });
    return {
      ...{ client, engine, journal, projection, board, queue, relay, park, assign, definitions, now },
      ...{ tell, books },
    };
  }

  /** The same, and what jobs and their records need. */
  function furnish(process: Process, random: Random) {
    const parts = equip(process, random);
    const { executions } = options;
    return { ...parts, office: createOffice({ ...parts, process, random, weather, executions }) };
  }

  function knownTo(process: Process, random: Random): Definitions {
    if (!weather.strikes('definition-missing')) return options.definitions;
    const lastsMs = random.next() * DEPLOYMENT_MS;
    timeline.after(lastsMs, () => process.die());
    const all = options.definitions.list();
    const missing = all[random.whole(0, all.length - 1)]?.process ?? '';
    const from = timeline.now();
    options.ledger.telling.unknowing.push({ process: missing, from, until: from + lastsMs });
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

  const api = pool('api', 2, furnish);
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
  const walks = pool('reconcile', 1, (process, random) => {
    const { office, ...parts } = furnish(process, random);
    const { records } = office;
    return {
      walk: createWalk({
        reconcile: createReconcile(parts),
        records,
        customers: { settle: async () => {} },
        enrolAll: async () => ({}),
      }),
    };
  });
  const jobs = pool('jobs', 1, furnish);

  const fleet: Fleet = {
    performsAgainAt: 0,
    call: (work) =>
      api.run(({ engine, projection, board }, process) => work(engine, projection, process, board)),
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
      walks.run(async ({ walk }) => {
        for (let page: WalkPage | undefined = first; page !== undefined; ) {
          page = (await walk(page)).onward;
        }
      }),
    write: (work) => api.run(({ books, tell }, process) => work(books, tell, process)),
    ask: (work) => api.run(({ office }, process) => work(office, process)),
    take: (step) =>
      jobs.run(async ({ office: { steps } }, { name }) => {
        if (step.step === 'plan') return steps.plan(step.run, () => !weather.strikes('job-plan-cut'));
        if (step.step === 'finish') return void (await steps.finish(step.run));
        const tried = { job: step.run.id, part: step.part, by: name, from: timeline.now() };
        options.ledger.jobs.tries.push(tried);
        await steps.run({ ...step.run, part: step.part });
        return undefined;
      }),
    replace() {
      for (const one of [api, relays, performs, sweeps, walks, jobs]) one.replace();
    },
  };
  return fleet;
}

/** A function that throws has answered nothing, as one that died. */
function answerOf<T>(ran: Ran<T>): T | 'died' {
  return ran !== 'died' && 'value' in ran ? ran.value : 'died';
}
