import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Entry } from '../engine/entry.ts';
import { batchGet } from './batch-get.ts';
import { decodeEntry } from './journal-item.ts';

/** Journal entries of different instances, at most 100, in the order asked; undefined for one that is not there. */
export type ReadEntries = (
  wanted: readonly { readonly instance: string; readonly revision: number }[],
) => Promise<readonly (Entry | undefined)[]>;

/** Reads a page of instances with one request instead of one each. Throws `StoreUnavailable`. */
export function createEntriesReader(client: DynamoDBClient, table: string): ReadEntries {
  return async (wanted) => {
    const keys = wanted.map(({ instance, revision }) => ({
      instance: { S: instance },
      revision: { N: `${revision}` },
    }));
    const items = await batchGet(client, table, keys);
    return wanted.map(({ instance }) => {
      const item = items.get(instance);
      return item && decodeEntry(item);
    });
  };
}
