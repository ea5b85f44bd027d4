import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoJobs } from '../../../adapters/dynamo-jobs.ts';
import { createDynamoTimeline } from '../../../adapters/dynamo-timeline.ts';
import { createSfnJobs } from '../../../adapters/jobs-sfn.ts';
import type { Safe } from '../../../adapters/ports/vault.ts';
import type { BlindIndex } from '../../../adapters/records/blind-index.ts';
import { createRecords } from '../../../adapters/records/store.ts';
import { ownNames } from '../../../adapters/tables.ts';
import type { Definitions } from '../../../engine/definition.ts';
import type { Engine } from '../../../engine/engine.ts';
import type { Projection } from '../../../engine/ports.ts';
import type { ApiDeps } from '../../../functions/api/deps.ts';
import { jobHandlers } from '../../../functions/api/jobs/handlers.ts';
import { beginJob } from '../../../functions/jobs/begin.ts';
import { type BulkDeps, createBulkWork } from '../../../functions/jobs/bulk.ts';
import { createJobSteps } from '../../../functions/jobs/steps.ts';
import type { Process } from '../fleet/process.ts';
import type { Random } from '../random.ts';
import type { Weather } from '../weather.ts';
import type { Executions } from './executions.ts';
import { createExecutionsClient, JOBS } from './executions-client.ts';

export interface OfficeOptions {
  readonly client: DynamoDBClient;
  readonly process: Process;
  readonly executions: () => Executions;
  readonly weather: Weather;
  readonly random: Random;
  readonly engine: Engine;
  readonly projection: Projection;
  readonly definitions: Definitions;
}

/** Few, so that jobs have several parts. */
const ITEMS_OF_A_PART = 3;

/** What a process does about jobs: what the API answers, and the steps that the state machine asks for. */
export function createOffice(options: OfficeOptions) {
  const { client, process, random, engine, projection, definitions } = options;
  const runner = createSfnJobs(createExecutionsClient(process, options), JOBS);
  const records = createRecords({
    ...{ client, names: ownNames, safe: nothing<Safe>(), index: EMPTY },
    timeline: createDynamoTimeline(client, ownNames.timeline),
    changed: (version) => beginJob(version, runner),
  });
  const parts = createDynamoJobs(client, ownNames.jobs);
  const { now } = process;
  const report = (item: string, error: unknown) => {
    throw new Error(`${item} met what nobody foresaw.`, { cause: error });
  };
  const members = nothing<Pick<BulkDeps, 'customers' | 'timeline'>>();
  const work = createBulkWork({
    ...members,
    engine,
    projection,
    records,
    now,
    report,
    perPart: ITEMS_OF_A_PART,
  });
  const steps = createJobSteps({ records, parts, works: [work], now, newId: random.id });
  const deps = { records, parts, runner, definitions, now, newId: random.id };
  // The operations on jobs ask for nothing else.
  const handlers = jobHandlers(deps as unknown as ApiDeps);
  return { records, steps, handlers };
}

export type Office = ReturnType<typeof createOffice>;

/** Bulk actions have nothing personal: nothing is sealed, and nothing looked up. */
const EMPTY: BlindIndex = { tokens: async () => [] };

/** Whoever asks it for anything is told that there is nothing. */
function nothing<T extends object>(): T {
  return {} as T;
}
