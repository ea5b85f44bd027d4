import { clientSettings } from '../adapters/client-settings.ts';
import { createDynamoClient } from '../adapters/dynamo-client.ts';
import type { Files } from '../adapters/ports/files.ts';
import type { JobRunner } from '../adapters/ports/jobs.ts';
import type { Keys } from '../adapters/ports.ts';
import { type TableNames, tables, tableVariable } from '../adapters/tables.ts';
import type { Entry } from '../engine/entry.ts';
import { MigrationFailed } from '../engine/errors.ts';
import type { Queue } from '../engine/ports.ts';
import type { Logged } from '../engine/work.ts';
import { bundledRules } from './enrolment/bundled.ts';
import { createRules } from './enrolment/rules.ts';
import { createReferenceData } from './reference-data.ts';
import { assemble, type RecordsOptions, recordsOf } from './wiring.ts';

const client = createDynamoClient();

/** A variable that the infrastructure sets. Throws where it is missing: the function must not start. */
export function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`The environment variable ${name} is not set.`);
  return value;
}

/** How long what people edit and processes read may be that of a moment ago. */
export const KEPT = { now: Date.now, keepMs: 60_000, most: 100 };

/** The handlers' shared parts on AWS, from the environment; what a function does not need has no name there. */
export function wire() {
  return assemble({
    client,
    names: tableNames(),
    queue: lazyQueue(),
    references: createReferenceData(() => records().records, KEPT),
    enrolment: { rules: createRules(() => records().records, bundledRules, KEPT), people: () => records() },
    refused: tellOfRefusal,
    failed: tellOfFailure,
    logged: tell,
    parked: tellOfParking,
  });
}

/**
 * The records of this deployment, once per process; with `tell` in the first call, their changes are events for
 * processes. KMS is loaded with the first key that is asked for.
 */
export function records(options: Pick<RecordsOptions, 'tell' | 'runner'> = {}) {
  made ??= makeRecords(options);
  return made;
}

let made: ReturnType<typeof makeRecords> | undefined;

function makeRecords(options: Pick<RecordsOptions, 'tell' | 'runner'>) {
  const ready = once(async () => {
    const [{ createKmsKeys }, { KMSClient }] = await Promise.all([
      import('../adapters/keys-kms.ts'),
      import('@aws-sdk/client-kms'),
    ]);
    return createKmsKeys(new KMSClient(clientSettings), variable('KEY_ID'));
  });
  const keys: Keys = {
    generate: async (subject) => (await ready()).generate(subject),
    unwrap: async (subject, wrapped) => (await ready()).unwrap(subject, wrapped),
  };
  return recordsOf(client, tableNames(), keys, lazyFiles(), options);
}

/** Runs of jobs: Step Functions, loaded with the first. */
export const runner: JobRunner = lazyRunner();

function lazyRunner(): JobRunner {
  const ready = once(async () => {
    const [{ createSfnJobs }, { SFNClient }] = await Promise.all([
      import('../adapters/jobs-sfn.ts'),
      import('@aws-sdk/client-sfn'),
    ]);
    return createSfnJobs(new SFNClient(clientSettings), variable('JOBS_ARN'));
  });
  return {
    begin: async (run) => (await ready()).begin(run),
    isLost: async (run) => (await ready()).isLost(run),
  };
}

/** S3, loaded with the first attachment. */
function lazyFiles(): Files {
  const ready = once(async () => {
    const [{ createS3Files }, { S3Client }] = await Promise.all([
      import('../adapters/files-s3.ts'),
      import('@aws-sdk/client-s3'),
    ]);
    return createS3Files(new S3Client(clientSettings), variable('FILES_BUCKET'));
  });
  return {
    put: async (name, bytes) => (await ready()).put(name, bytes),
    get: async (name) => (await ready()).get(name),
    remove: async (name) => (await ready()).remove(name),
    removeAll: async (beginning) => (await ready()).removeAll(beginning),
  };
}

/** The tables' names; a table that the function does not need has none. */
function tableNames(): TableNames {
  const named = Object.keys(tables).map((name) => [name, process.env[tableVariable(name)] ?? '']);
  return { ...(Object.fromEntries(named) as TableNames), journal: variable('JOURNAL_TABLE') };
}

/** SQS, loaded with the first message: the API seldom sends one. */
function lazyQueue(): Queue {
  const ready = once(async () => {
    const [{ createSqsQueue }, { SQSClient }] = await Promise.all([
      import('../adapters/queue-sqs.ts'),
      import('@aws-sdk/client-sqs'),
    ]);
    return createSqsQueue(new SQSClient(clientSettings), variable('QUEUE_URL'));
  });
  return { send: async (messages) => (await ready()).send(messages) };
}

/** Makes something with the first call; what failed is tried again with the next. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    made.catch(() => {
      made = undefined;
    });
    return made;
  };
}

/** Logs what a machine wrote with `log`. */
async function tell({ instance, process, revision }: Entry, { label, value }: Logged): Promise<void> {
  const { logger } = await import('./telemetry.ts');
  logger.info(label ?? 'log', { instance, process, revision, value });
}

/** Logs a rule that could not start its process, and an event that could not be told. */
async function tellOfRefusal(rule: string, error: unknown): Promise<void> {
  const { errorData, logger } = await import('./telemetry.ts');
  logger.warn('enrolment refused', { rule, ...errorData(error) });
}

/** Logs and counts an instance that was set aside. */
async function tellOfParking(instance: string, error: unknown): Promise<void> {
  const { parked } = await import('./telemetry.ts');
  parked(instance, error);
}

/** Logs what a machine threw. The logger is slow to load and seldom needed. */
async function tellOfFailure(instance: string, cause: unknown): Promise<void> {
  const { errorData, logger } = await import('./telemetry.ts');
  if (cause instanceof MigrationFailed) {
    // Its words are the engine's own, and paths of states and fields.
    logger.error('instance not migrated', { ...cause.details, ...errorData(cause) });
  } else logger.error('instance failed', { instance, ...errorData(cause) });
}
