import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoCustomers } from '../adapters/dynamo-customers.ts';
import { createEntriesReader } from '../adapters/dynamo-entries.ts';
import { createDynamoJournal } from '../adapters/dynamo-journal.ts';
import { createDynamoProjection } from '../adapters/dynamo-projection.ts';
import type { Customers, Keys } from '../adapters/ports.ts';
import type { TableNames } from '../adapters/tables.ts';
import { createVault } from '../adapters/vault.ts';
import type { Inline } from '../engine/definition.ts';
import { createEngine, type EngineOptions } from '../engine/engine.ts';
import { createPark, type ParkOptions } from '../engine/park.ts';
import type { Journal, Queue } from '../engine/ports.ts';
import { createDefinitions } from '../engine/registry.ts';
import { createRelay } from '../engine/relay.ts';
import { calendars } from './calendars.ts';
import { all } from './definitions.ts';
import { newId } from './new-id.ts';

/** What differs between AWS and one machine. */
export interface Surroundings {
  readonly client: DynamoDBClient;
  readonly names: TableNames;
  readonly queue: Queue;
  /** Sees the journal that the engine writes to; the local runtime follows the appends here. */
  readonly follow?: (journal: Journal) => Journal;
  readonly inline?: Readonly<Record<string, Inline>>;
  /** Hears what a machine or an inline actor threw. */
  readonly failed?: EngineOptions['failed'];
  /** Hears of an instance that was set aside. */
  readonly parked?: ParkOptions['parked'];
  /** Hears what a machine wrote with `log`. */
  readonly logged?: EngineOptions['logged'];
}

/** Everything that the handlers share, made once per process. */
export function assemble({
  client,
  names,
  queue,
  follow = (journal) => journal,
  inline,
  failed,
  logged,
  parked = () => {},
}: Surroundings) {
  const now = Date.now;
  const definitions = createDefinitions(all);
  const journal = createDynamoJournal(client, names.journal);
  const projection = createDynamoProjection(client, names.projection);
  const engine = createEngine({
    journal: follow(journal),
    definitions,
    references: calendars,
    now,
    newId,
    random: () => randomInt(2 ** 32) / 2 ** 32,
    sleep: (milliseconds) => sleep(milliseconds),
    ...(failed === undefined ? {} : { failed }),
    ...(logged === undefined ? {} : { logged }),
    ...(inline === undefined ? {} : { inline }),
  });
  const relay = createRelay({ engine, journal, projection, queue, definitions, now });
  const park = createPark({ journal, projection, now, parked });
  const entries = createEntriesReader(client, names.journal);
  return { engine, journal, entries, projection, queue, relay, park, definitions, now, newId };
}

/** The customers, their personal fields sealed under keys that are kept for some minutes. */
export function customersOf(client: DynamoDBClient, table: string, keys: Keys): Customers {
  const vault = createVault(keys, { now: Date.now, keepMs: 5 * 60_000, most: 1000 });
  return createDynamoCustomers(client, table, vault);
}
