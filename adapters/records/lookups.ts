import type { DynamoDBClient, WriteRequest } from '@aws-sdk/client-dynamodb';
import { batchWrite } from '../batch-write.ts';
import type { Held } from '../ports/records.ts';
import { BEHIND } from './sorted-keys.ts';

/**
 * The lookups' own table (`tables.lookups`). Each item belongs to one record and the revision that brought it, so that
 * nobody ever removes what another revision needs: a value that comes back gets an item of its own.
 */
export interface Lookups {
  put(created: string, held: readonly Held[]): Promise<void>;
  remove(created: string, held: readonly Held[]): Promise<void>;
}

/** `created` is the record's place in lists: lookups sort as lists do. Throws `StoreUnavailable`. */
export function createLookups(client: DynamoDBClient, table: string): Lookups {
  const keyOf = (created: string, { token, since }: Held) => ({
    token: { B: token },
    place: { S: `${created}${BEHIND}${since}` },
  });
  const write = async (held: readonly Held[], toRequest: (one: Held) => WriteRequest) => {
    if (held.length > 0) await batchWrite(client, table, held.map(toRequest));
  };
  return {
    put: (created, held) => write(held, (one) => ({ PutRequest: { Item: keyOf(created, one) } })),
    remove: (created, held) => write(held, (one) => ({ DeleteRequest: { Key: keyOf(created, one) } })),
  };
}

/**
 * What a version holds whose lookups are `tokens`, after one that held `before`: what was held goes on since when it was,
 * the rest begins with `revision`.
 */
export function heldAfter(
  before: readonly Held[],
  tokens: readonly Uint8Array[],
  revision: number,
): readonly Held[] {
  const since = new Map(before.map((one) => [textOf(one.token), one.since]));
  const distinct = new Map(tokens.map((token) => [textOf(token), token]));
  return [...distinct].map(([text, token]) => ({ token, since: since.get(text) ?? revision }));
}

/** Those of `held` that are not in `kept`. */
export function without(held: readonly Held[], kept: readonly Held[]): readonly Held[] {
  const names = new Set(kept.map(nameOf));
  return held.filter((one) => !names.has(nameOf(one)));
}

function textOf(token: Uint8Array): string {
  return Buffer.from(token).toString('base64');
}

function nameOf({ token, since }: Held): string {
  return `${textOf(token)} ${since}`;
}
