import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import type { Hono } from 'hono';
import { createDynamoJournal } from '../../../adapters/dynamo-journal.ts';
import { createDynamoProjection } from '../../../adapters/dynamo-projection.ts';
import { createDynamoTasks } from '../../../adapters/dynamo-tasks.ts';
import { createFolderFiles } from '../../../adapters/files-folder.ts';
import { openKeyFile } from '../../../adapters/keys-file.ts';
import { createCorrelate } from '../../../engine/correlate.ts';
import { createEngine, type Engine } from '../../../engine/engine.ts';
import { createEnrol } from '../../../engine/enrol.ts';
import { markOf } from '../../../engine/entry.ts';
import { toId } from '../../../engine/ids.ts';
import type { Message } from '../../../engine/ports.ts';
import { createDefinitions } from '../../../engine/registry.ts';
import { taskItems } from '../../../engine/task-items.ts';
import { viewOf } from '../../../engine/view.ts';
import { type AppOptions, createApp } from '../../../functions/api/app.ts';
import type { ApiDeps } from '../../../functions/api/deps.ts';

import { all } from '../../../functions/definitions.ts';
import { createRules } from '../../../functions/enrolment/rules.ts';
import { createTell } from '../../../functions/enrolment/tell.ts';
import { openJobs } from '../../../functions/jobs/open-jobs.ts';
import { createJobSteps } from '../../../functions/jobs/steps.ts';
import { createWorks } from '../../../functions/jobs/works.ts';
import { createNoting } from '../../../functions/noting.ts';
import { createReferenceData } from '../../../functions/reference-data.ts';
import { recordsOf } from '../../../functions/wiring.ts';
import { openStore, type Store } from '../../adapters/store.ts';
import { takeSteps } from '../jobs/take-steps.ts';

/** What the API answered. `body` is what its JSON says; `text` is the body as it was sent. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Ask {
  /** Becomes JSON, with its media type; use `raw` to say both. */
  readonly json?: unknown;
  readonly raw?: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
  /** One that is undefined is not sent. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** The API over the real engine, the real adapters and a DynamoDB of its own. */
export interface Api {
  readonly app: Hono;
  readonly engine: Engine;
  readonly deps: ApiDeps;
  /** Messages that were sent to the queue. */
  readonly queued: readonly Message[];
  readonly store: Store;
  /** What the API reported to its operator. */
  readonly reports: readonly { readonly incident: string; readonly error: unknown }[];
  ask(method: string, path: string, ask?: Ask): Promise<Reply>;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Reply>;
  post(path: string, json?: unknown, headers?: Readonly<Record<string, string>>): Promise<Reply>;
  /** Changes what stands at this revision. */
  patch(path: string, revision: number, json: unknown): Promise<Reply>;
  /** Moves the clock. */
  pass(milliseconds: number): void;
  /** Brings the projection and the board up to an instance's head, as the relay does. */
  project(instance: string): Promise<void>;
  /** Does what there is to do for every job that a person set going. */
  work(): Promise<void>;
  /** Write requests sent to the store so far. */
  writes(): number;
  /** Names of the files of attachments. */
  files(): Promise<readonly string[]>;
  /** Every item in every table. */
  stored(): Promise<readonly unknown[]>;
  close(): Promise<void>;
}

/** Starts the API at noon of the first of January 2026. */
export async function openApi(options: AppOptions & { deps?: Partial<ApiDeps> } = {}): Promise<Api> {
  const store = await openStore();
  const client = store.another();
  const writes = countWrites(client);
  const journal = createDynamoJournal(client, store.names.journal);
  const projection = createDynamoProjection(client, store.names.projection);
  const definitions = createDefinitions(all);
  const folder = await mkdtemp(join(tmpdir(), 'baton-api-'));
  const keys = await openKeyFile(join(folder, 'key'));
  const reports: { incident: string; error: unknown }[] = [];
  const board = createDynamoTasks(client, store.names.tasks);
  const newId = () => toId(randomBytes(16));
  const refusals: string[] = [];
  let time = Date.UTC(2026, 0, 1, 12);
  const now = () => time;
  const records = recordsOf(client, store.names, keys, createFolderFiles(join(folder, 'files')), {
    now,
    tell: (event) => tell(event),
  });
  const noted = createNoting(records.timeline);
  const engine = createEngine({
    journal,
    definitions,
    references: createReferenceData(() => records.records, { now, keepMs: 60_000, most: 100 }),
    now,
    newId,
    random: Math.random,
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  });
  const tell = createTell({
    correlate: createCorrelate({ engine, definitions, projection }),
    enrol: createEnrol({ engine, projection, now }),
    engine,
    definitions,
    rules: createRules(() => records.records, {}, { now, keepMs: 0, most: 1 }),
    people: () => records,
    now,
    refused: (rule, error) => refusals.push(`${rule}: ${error.code}`),
  });
  const queued: Message[] = [];
  const works = createWorks({
    engine,
    projection,
    definitions,
    ...records,
    now,
    report: (_, error) => fail(error),
  });
  const { parts } = records;
  const steps = createJobSteps({ records: records.records, parts, works, now });
  const deps: ApiDeps = {
    engine,
    projection,
    queue: {
      async send(messages) {
        for (const { message } of messages) queued.push(message);
      },
    },
    definitions,
    tell,
    board,
    ...records,
    journal,
    runner: { isLost: async () => false },
    entries: (items) => Promise.all(items.map(({ instance, revision }) => journal.at(instance, revision))),
    now,
    newId,
    report: (incident, error) => reports.push({ incident, error }),
    ...options.deps,
  };
  const app = createApp(deps, { actors: true, ...options });

  async function ask(method: string, path: string, { json, raw, headers = {} }: Ask = {}): Promise<Reply> {
    const body = raw ?? (json === undefined ? undefined : JSON.stringify(json));
    const type = json === undefined ? {} : { 'content-type': 'application/json' };
    const response = await app.fetch(
      new Request(`http://localhost${path}`, {
        method,
        headers: sent({ ...type, ...headers }),
        ...(body === undefined ? {} : { body, duplex: 'half' }),
      }),
    );
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parsed(text) };
  }

  return {
    app,
    engine,
    deps,
    queued,
    store,
    reports,
    ask,
    get: (path, headers) => ask('GET', path, headers ? { headers } : {}),
    post: (path, json, headers) => ask('POST', path, { json, ...(headers ? { headers } : {}) }),
    patch: (path, revision, json) => ask('PATCH', path, { json, headers: { 'If-Match': `"${revision}"` } }),
    pass(milliseconds) {
      time += milliseconds;
    },
    async project(instance) {
      const head = await engine.head(instance);
      const definition = await definitions.get(head.process, head.version);
      if (definition === undefined) throw new Error(`No definition for ${instance}.`);
      const { leaves, key, customer } = viewOf(definition, head);
      const entries = await journal.read(instance, 1, 1000);
      await board.put(taskItems(definition, entries, { ...(key && { key }), ...(customer && { customer }) }));
      const { process, version, status, createdAt, revision, at } = head;
      const before = await projection.get(instance);
      const item = {
        ...{ instance, process, version, status, createdAt, revision, key, customer },
        states: leaves,
        updatedAt: at,
        relayed: revision,
        mark: markOf(head.hash),
      };
      await noted(await journal.read(instance, (before?.relayed ?? 0) + 1, 100), item);
      await projection.put(item, before);
    },
    async work() {
      for await (const run of openJobs(records.records, works)) await takeSteps(steps, run);
    },
    writes,
    files: async () => (await readdir(join(folder, 'files')).catch(() => [])).sort(),
    async stored() {
      const scans = Object.values(store.names).map((name) => everything(store.client, name));
      return (await Promise.all(scans)).flat();
    },
    async close() {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}

function fail(error: unknown): never {
  throw error;
}

function sent(headers: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const there = Object.entries(headers).filter(([, value]) => value !== undefined);
  return Object.fromEntries(there) as Record<string, string>;
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

const WRITING = /^(Put|Update|Delete|BatchWrite|TransactWrite)/;

function countWrites(client: DynamoDBClient): () => number {
  let writes = 0;
  client.middlewareStack.add(
    (next, context) => (args) => {
      if (WRITING.test(context.commandName ?? '')) writes += 1;
      return next(args);
    },
    { step: 'initialize', name: 'countWrites' },
  );
  return () => writes;
}

async function everything(client: DynamoDBClient, table: string): Promise<readonly unknown[]> {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: table, ConsistentRead: true }));
  return Items;
}
