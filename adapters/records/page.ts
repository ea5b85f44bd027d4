import { createHash } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { RecordKind } from '../../records/record-kind.ts';
import type { Item } from '../attributes.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import type { PageQuery, RecordPage, Version, Way } from '../ports/records.ts';
import { createdOf, instanceIn } from '../projection-item.ts';
import type { TableNames } from '../tables.ts';
import type { BlindIndex } from './blind-index.ts';
import {
  either,
  isBefore,
  type Order,
  type Partition,
  partitionKeys,
  type SortedKeys,
} from './sorted-keys.ts';
import { glanceAt, recordOf, shelfOf } from './version-item.ts';
import type { VersionReader } from './version-reader.ts';

export interface PageDeps<C extends object> {
  readonly client: DynamoDBClient;
  readonly names: Pick<TableNames, 'listings' | 'lookups'>;
  readonly kind: RecordKind<C>;
  readonly index: BlindIndex;
  readonly versions: VersionReader;
  readonly decode: (item: Item) => Promise<Version<C>>;
}

/** Requests for keys, and records that are read, for one page at most. */
const MOST_REQUESTS = 60;
const MOST_RECORDS = 300;
/** Records that are read side by side. */
const CHUNK = 25;

/**
 * One page: the lists that lead to its records are walked side by side, each ahead to where the others are; the records
 * that all of them lead to are read in their newest version, and tested. A way that leads to the wrong record, which a
 * killed writer may leave behind, shows nothing wrong.
 */
export async function readPage<C extends object>(
  deps: PageDeps<C>,
  query: PageQuery<C>,
): Promise<RecordPage<C>> {
  const { limit, order = 'newest' } = query;
  const partitions = await partitionsOf(deps, query.within);
  const list = nameOf(query.name, order, partitions);
  const after = query.cursor === undefined ? undefined : fromCursor(list, query.cursor);
  const passed = after && createdOf(after.at, after.instance);
  const walk = openWalk(deps.client, partitions, { order, passed, limit });

  const items: Version<C>[] = [];
  for (let read = 0; items.length <= limit && read < MOST_RECORDS; ) {
    const wanted = Math.min(CHUNK, limit + 1 - items.length, MOST_RECORDS - read);
    const keys = await walk.next(wanted);
    read += keys.length;
    const found = await Promise.all(keys.map((key) => readOne(deps, query, instanceIn(key))));
    items.push(...found.filter((one) => one !== undefined));
    if (keys.length < wanted) break;
  }

  const page = items.slice(0, limit);
  const last = page.at(-1);
  const end = items.length > limit && last ? createdOf(last.createdAt, last.id) : walk.stoppedAt();
  return end === undefined ? { items: page } : { items: page, cursor: cursorAt(list, end) };
}

async function readOne<C extends object>(
  { kind, versions, decode }: PageDeps<C>,
  { glance, test }: PageQuery<C>,
  id: string,
): Promise<Version<C> | undefined> {
  const item = await versions.newest(recordOf(kind.kind, id));
  if (item === undefined || item.x !== undefined) return undefined;
  if (glance !== undefined && !(await glance(glanceAt<C>(item)))) return undefined;
  const version = await decode(item);
  return test === undefined || (await test(version)) ? version : undefined;
}

/** A walk over the records that every group of ways leads to. */
interface Walk {
  /** The next keys; fewer than wanted only at the end, or where enough was asked of the store. */
  next(wanted: number): Promise<readonly string[]>;
  /** Up to where everything was seen; undefined at the end. */
  stoppedAt(): string | undefined;
}

interface WalkOptions {
  readonly order: Order;
  readonly passed: string | undefined;
  readonly limit: number;
}

function openWalk(
  client: DynamoDBClient,
  partitions: readonly (readonly Partition[])[],
  { order, passed, limit }: WalkOptions,
): Walk {
  let requests = 0;
  const spend = () => {
    requests += 1;
  };
  // A single list is read as far as the page needs it.
  const first = partitions.length === 1 ? limit + 2 : CHUNK;
  const groups: readonly SortedKeys[] = partitions.map((group) =>
    either(
      group.map((partition) => partitionKeys(client, partition, order, first, spend)),
      order,
    ),
  );
  if (passed !== undefined) for (const group of groups) group.seek(passed);
  let seen = passed;
  let ended = false;

  async function step(): Promise<string | undefined> {
    while (requests < MOST_REQUESTS) {
      const heads = await Promise.all(groups.map((group) => group.peek()));
      const [head] = heads;
      if (head === undefined || heads.includes(undefined)) {
        ended = true;
        return undefined;
      }
      const furthest = heads.reduce<string>(
        (best, one) => (one !== undefined && isBefore(best, one, order) ? one : best),
        head,
      );
      const behind = heads.filter((one) => one !== undefined && one !== furthest);
      if (behind.length > 0) {
        // None of these is in every list, and nothing before them.
        for (const one of behind) if (one && (seen === undefined || isBefore(seen, one, order))) seen = one;
        for (const group of groups) group.seek(furthest);
        continue;
      }
      for (const group of groups) group.pass();
      if (furthest === passed) continue;
      seen = furthest;
      return furthest;
    }
    return undefined;
  }

  return {
    async next(wanted) {
      const keys: string[] = [];
      while (keys.length < wanted) {
        const key = await step();
        if (key === undefined) break;
        keys.push(key);
      }
      return keys;
    },
    stoppedAt: () => (ended ? undefined : seen),
  };
}

async function partitionsOf<C extends object>(
  { names, kind, index }: PageDeps<C>,
  within: readonly (readonly Way[])[],
): Promise<readonly (readonly Partition[])[]> {
  const listing = (name: string, attribute: string, value: string): Partition => ({
    ...{ table: names.listings, index: name, attribute, sort: 'created' },
    value: { S: value },
  });
  if (within.length === 0) {
    const shelves = Array.from({ length: kind.shelves }, (_, shelf) => shelfOf(kind.kind, shelf));
    return [shelves.map((shelf) => listing('by-shelf', 'shelf', shelf))];
  }
  const partitionOf = async (way: Way): Promise<Partition> => {
    if ('owner' in way) return listing('by-owner', 'owner', recordOf(kind.kind, way.owner));
    if ('team' in way) return listing('by-team', 'team', recordOf(kind.kind, way.team));
    if ('parent' in way) return listing('by-parent', 'parent', recordOf(kind.kind, way.parent));
    const [token = new Uint8Array()] = await index.tokens(kind.kind, [way.lookup]);
    return { table: names.lookups, attribute: 'token', value: { B: token }, sort: 'place' };
  };
  return Promise.all(within.map((group) => Promise.all(group.map(partitionOf))));
}

/** The same for the same question. It goes into a cursor; lookups are in it as tokens, which tell nothing. */
function nameOf(name: string, order: Order, partitions: readonly (readonly Partition[])[]): string {
  const ways = partitions.map((group) =>
    group.map(({ index, value: { S, B } }) =>
      [index, S ?? Buffer.from(B ?? '').toString('base64')].join(' '),
    ),
  );
  const hash = createHash('sha256').update(JSON.stringify([name, order, ways.map((group) => group.sort())]));
  return `records ${hash.digest('base64url').slice(0, 16)}`;
}

function cursorAt(list: string, created: string): string {
  return toCursor(list, {
    instance: instanceIn(created),
    at: Number(created.slice(0, created.indexOf('#'))),
  });
}
