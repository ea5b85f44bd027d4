import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { type Item, numberOf, textOf } from '../attributes.ts';
import { conditionally, reaching } from '../dynamo-failure.ts';
import type { Held, Version } from '../ports/records.ts';
import type { Moment, Timeline } from '../ports/timeline.ts';
import { createdOf } from '../projection-item.ts';
import { type Lookups, without } from './lookups.ts';
import { glanceAt, heldIn, idIn, placesIn } from './version-item.ts';
import type { VersionReader } from './version-reader.ts';

/** Tells which version of a record was committed, without what of it is sealed. */
export type Changed = (version: Version<object>) => Promise<void> | void;

export interface FollowOptions {
  readonly client: DynamoDBClient;
  /** The listings' table. */
  readonly table: string;
  readonly versions: VersionReader;
  readonly lookups: Lookups;
  readonly timeline: Timeline;
  readonly changed: Changed;
}

/** What follows a committed version: its customer's timeline, who waits for it, lookups that no longer hold, its listing. */
export interface Follow {
  /** Right after `item` was committed; `before` is what the version before it held. */
  one(item: Item, before: readonly Held[]): Promise<void>;
  /** Whatever was left undone; true where there was something. */
  catchUp(record: string): Promise<boolean>;
}

/** Partition of the timeline: of records whose subject is a customer. */
const CUSTOMER = /^customer\/(.+)$/;

/**
 * A listing's `revision` says up to where everything was done, so it is written last: whoever comes after a writer that
 * was killed goes on from there. Everything may be done twice.
 */
export function createFollow(options: FollowOptions): Follow {
  const { client, table, versions, lookups, timeline, changed } = options;

  async function hand(items: readonly Item[], before: readonly Held[], over: number): Promise<boolean> {
    const newest = items.at(-1);
    if (newest === undefined) return true;
    await timeline.note(items.flatMap(momentsOf));
    for (const item of items) await changed(glanceAt(item));
    const earlier = [...before, ...items.slice(0, -1).flatMap(heldIn)];
    await lookups.remove(createdIn(newest), without(earlier, heldIn(newest)));
    return list(newest, over);
  }

  function list(item: Item, over: number): Promise<boolean> {
    const places = Object.entries(placesIn(item)).map(([name, value]) => [name, { S: value }] as const);
    const condition =
      over === 0
        ? { ConditionExpression: 'attribute_not_exists(#record)', ExpressionAttributeNames: RECORD }
        : {
            ConditionExpression: 'revision = :over',
            ExpressionAttributeValues: { ':over': { N: String(over) } },
          };
    const Item = {
      record: { S: textOf(item, 'record') },
      revision: { N: String(numberOf(item, 'revision')) },
      created: { S: createdIn(item) },
      ...Object.fromEntries(places),
    };
    return conditionally(client.send(new PutItemCommand({ TableName: table, Item, ...condition })));
  }

  async function watermark(record: string): Promise<number> {
    const Key = { record: { S: record } };
    const { Item } = await reaching(
      client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true })),
    );
    return Item === undefined ? 0 : numberOf(Item, 'revision');
  }

  /** The versions were taken back: so is the listing. */
  async function takeBack(record: string, over: number): Promise<void> {
    const newest = await versions.newest(record);
    if (newest !== undefined) await list(newest, over);
    else {
      const Key = { record: { S: record } };
      await reaching(client.send(new DeleteItemCommand({ TableName: table, Key })));
    }
  }

  return {
    async one(item, before) {
      const over = numberOf(item, 'revision') - 1;
      if (!(await hand([item], before, over))) await this.catchUp(textOf(item, 'record'));
    },

    async catchUp(record) {
      for (let found = false; ; found = true) {
        const over = await watermark(record);
        const [last, ...items] = await versions.from(record, Math.max(1, over));
        if (last === undefined && over > 0) {
          await takeBack(record, over);
          return true;
        }
        if (last === undefined || (over > 0 && items.length === 0)) return found;
        if (over === 0) await hand([last, ...items], [], over);
        else await hand(items, heldIn(last), over);
      }
    },
  };
}

const RECORD = { '#record': 'record' };

/** A version's place in lists: that of its record. */
export function createdIn(item: Item): string {
  return createdOf(numberOf(item, 'c'), idIn(textOf(item, 'record')));
}

/** What a version is on the timeline of a customer; nothing where it is no customer's. */
export function momentsOf(item: Item): Moment[] {
  const record = textOf(item, 'record');
  const [, customer] = CUSTOMER.exec(item.u?.S ?? record) ?? [];
  if (customer === undefined) return [];
  const [kind = ''] = record.split('/');
  return [
    { customer, at: numberOf(item, 't'), kind, id: idIn(record), revision: numberOf(item, 'revision') },
  ];
}
