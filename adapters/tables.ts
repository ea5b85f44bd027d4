import { setTimeout as pause } from 'node:timers/promises';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
} from '@aws-sdk/client-dynamodb';

/** One key attribute: its name, and whether it is text (S), a number (N) or bytes (B). */
export interface KeyAttribute {
  readonly name: string;
  readonly type: 'S' | 'N' | 'B';
}

/** A secondary index. A local one has no `partition`: it shares its table's. */
export interface IndexSpec {
  readonly name: string;
  readonly partition?: KeyAttribute;
  readonly sort?: KeyAttribute;
  readonly projection: 'ALL' | 'KEYS_ONLY';
}

/** A table as data: what CDK and `CreateTable` both need to know. */
export interface TableSpec {
  readonly partition: KeyAttribute;
  readonly sort?: KeyAttribute;
  readonly localIndexes: readonly IndexSpec[];
  readonly globalIndexes: readonly (IndexSpec & { readonly partition: KeyAttribute })[];
  /** What the table's stream carries; absent where it has none. */
  readonly stream?: 'NEW_IMAGE';
}

const instance = { name: 'instance', type: 'S' } as const;
/** A kind, `/`, an id. */
const record = { name: 'record', type: 'S' } as const;
/** Zero-padded `createdAt`, `#`, instance or record: sorts by time and is unique. */
const created = { name: 'created', type: 'S' } as const;

/** Zero-padded due time, `#`, task: sorts by time, those without one last, and is unique. */
const dueSort = { name: 'due', type: 'S' } as const;

/** Every table under its logical name. Attributes are only named where they are keys. */
export const tables = {
  journal: {
    partition: instance,
    sort: { name: 'revision', type: 'N' },
    localIndexes: [{ name: 'events', sort: { name: 'x', type: 'S' }, projection: 'KEYS_ONLY' }],
    globalIndexes: [],
    stream: 'NEW_IMAGE',
  },
  projection: {
    partition: instance,
    localIndexes: [],
    globalIndexes: [
      {
        name: 'by-process',
        partition: { name: 'process', type: 'S' },
        sort: created,
        projection: 'KEYS_ONLY',
      },
      { name: 'by-place', partition: { name: 'place', type: 'S' }, sort: created, projection: 'KEYS_ONLY' },
      { name: 'by-key', partition: { name: 'key', type: 'S' }, sort: created, projection: 'KEYS_ONLY' },
      {
        name: 'by-customer',
        partition: { name: 'customer', type: 'S' },
        sort: created,
        projection: 'KEYS_ONLY',
      },
      {
        name: 'by-aside',
        partition: { name: 'aside', type: 'S' },
        sort: created,
        projection: 'KEYS_ONLY',
      },
      {
        name: 'by-due',
        partition: { name: 'shard', type: 'N' },
        sort: { name: 'due', type: 'N' },
        projection: 'KEYS_ONLY',
      },
    ],
  },
  tasks: {
    partition: { name: 'task', type: 'S' },
    localIndexes: [],
    globalIndexes: [
      { name: 'by-person', partition: { name: 'person', type: 'S' }, sort: dueSort, projection: 'KEYS_ONLY' },
      { name: 'by-role', partition: { name: 'wanted', type: 'S' }, sort: dueSort, projection: 'KEYS_ONLY' },
    ],
  },
  records: {
    partition: record,
    sort: { name: 'revision', type: 'N' },
    localIndexes: [],
    globalIndexes: [],
  },
  listings: {
    partition: record,
    localIndexes: [],
    globalIndexes: [
      { name: 'by-shelf', partition: { name: 'shelf', type: 'S' }, sort: created, projection: 'KEYS_ONLY' },
      { name: 'by-owner', partition: { name: 'owner', type: 'S' }, sort: created, projection: 'KEYS_ONLY' },
      { name: 'by-team', partition: { name: 'team', type: 'S' }, sort: created, projection: 'KEYS_ONLY' },
      { name: 'by-parent', partition: { name: 'parent', type: 'S' }, sort: created, projection: 'KEYS_ONLY' },
    ],
  },
  lookups: {
    partition: { name: 'token', type: 'B' },
    sort: { name: 'place', type: 'S' },
    localIndexes: [],
    globalIndexes: [],
  },
  timeline: {
    partition: { name: 'customer', type: 'S' },
    sort: { name: 'moment', type: 'S' },
    localIndexes: [],
    globalIndexes: [],
  },
  jobs: {
    /** A kind, `/`, an id. */
    partition: { name: 'job', type: 'S' },
    sort: { name: 'part', type: 'S' },
    localIndexes: [],
    globalIndexes: [],
  },
  contacts: {
    /** `customer/` or `campaign/`, an id. */
    partition: { name: 'about', type: 'S' },
    localIndexes: [],
    globalIndexes: [],
  },
  keys: {
    partition: { name: 'subject', type: 'S' },
    localIndexes: [],
    globalIndexes: [],
  },
} as const satisfies Record<string, TableSpec>;

/** The environment variable that tells a function a table's physical name. */
export function tableVariable(name: string): string {
  return `${name.toUpperCase()}_TABLE`;
}

/** Names by which a store without a stack calls its tables: their logical ones. */
export const ownNames = Object.fromEntries(Object.keys(tables).map((name) => [name, name])) as TableNames;

export type TableName = keyof typeof tables;

/** The physical name of every table. */
export type TableNames = Readonly<Record<TableName, string>>;

/**
 * Creates the tables that do not exist yet and returns when all can be used: for local use and tests, where
 * no CDK stack does it. An existing table is left as it is. Throws when a table is not active after
 * 30 seconds.
 */
export async function createTables(client: DynamoDBClient, names: TableNames): Promise<void> {
  const logical = Object.keys(tables) as TableName[];
  await Promise.all(
    logical.map(async (name) => {
      await create(client, creation(names[name], tables[name]));
      await active(client, names[name]);
    }),
  );
}

async function create(client: DynamoDBClient, input: CreateTableCommandInput): Promise<void> {
  try {
    await client.send(new CreateTableCommand(input));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
}

async function active(client: DynamoDBClient, table: string): Promise<void> {
  for (let tries = 0; tries < 1200; tries++) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
    if (Table?.TableStatus === 'ACTIVE') return;
    await pause(25);
  }
  throw new Error(`The table ${table} did not become active.`);
}

function creation(name: string, table: TableSpec): CreateTableCommandInput {
  const locals = table.localIndexes.map((index) => described(index, table.partition));
  const globals = table.globalIndexes.map((index) => described(index, index.partition));
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: keySchema(table.partition, table.sort),
    AttributeDefinitions: attributes(table),
    ...(locals.length > 0 && { LocalSecondaryIndexes: locals }),
    ...(globals.length > 0 && { GlobalSecondaryIndexes: globals }),
  };
}

function described(index: IndexSpec, partition: KeyAttribute) {
  return {
    IndexName: index.name,
    KeySchema: keySchema(partition, index.sort),
    Projection: { ProjectionType: index.projection },
  };
}

function keySchema(partition: KeyAttribute, sort: KeyAttribute | undefined) {
  const hash = { AttributeName: partition.name, KeyType: 'HASH' as const };
  return sort === undefined ? [hash] : [hash, { AttributeName: sort.name, KeyType: 'RANGE' as const }];
}

function attributes(table: TableSpec) {
  const types = new Map<string, KeyAttribute['type']>();
  for (const { partition, sort } of [table, ...table.localIndexes, ...table.globalIndexes] as IndexSpec[]) {
    if (partition) types.set(partition.name, partition.type);
    if (sort) types.set(sort.name, sort.type);
  }
  return [...types].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }));
}
