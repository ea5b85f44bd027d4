import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoJournal } from '../../adapters/dynamo-journal.ts';
import type { TableNames } from '../../adapters/tables.ts';
import { createEngine, type Engine, type EngineOptions } from '../../engine/engine.ts';
import type { Who } from '../../engine/entry.ts';
import { toId } from '../../engine/ids.ts';
import { createDefinitions } from '../../engine/registry.ts';
import { bundledReferenceData } from '../../functions/reference-data.ts';
import { definition } from './errand.ts';

/** The one caller of these tests. */
export const who: Who = { kind: 'caller', id: 'test' };

/** An engine for errands over the real journal: what one process of many would have. */
export function engineOver(
  client: DynamoDBClient,
  names: TableNames,
  options: Partial<EngineOptions> = {},
): Engine {
  return createEngine({
    journal: createDynamoJournal(client, names.journal),
    definitions: createDefinitions([definition]),
    now: Date.now,
    newId: () => toId(randomBytes(16)),
    random: Math.random,
    references: bundledReferenceData,
    sleep: (milliseconds) => sleep(milliseconds),
    ...options,
  });
}

/** Starts an errand and returns its id. */
export async function begin(engine: Engine): Promise<string> {
  const { entry } = await engine.start({ process: 'errand', input: {}, who });
  return entry.instance;
}

/** The errand's context in an entry. */
export function contextOf(entry: { readonly snapshot: string }): {
  readonly total: number;
  readonly answers: readonly string[];
  readonly failures: readonly string[];
  readonly rings: number;
} {
  return JSON.parse(entry.snapshot).context;
}
