import { isDeepStrictEqual } from 'node:util';
import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import type {
  DuePage,
  Handed,
  InstancesPage,
  ItemsPage,
  ListPage,
  ListQuery,
  Parked,
  Projection,
  ProjectionItem,
} from '../engine/ports.ts';
import { numberOf, packText, textOf } from './attributes.ts';
import { fromCursor, toCursor } from './cursor.ts';
import { conditionally, reaching } from './dynamo-failure.ts';
import { createPlaceDirectory } from './place-directory.ts';
import { decodeProjection, dueAttributes, encodeProjection } from './projection-item.ts';
import { listPage } from './projection-list.ts';

/** How many instances a page of `due` holds at most. */
const DUE_PAGE = 100;

/**
 * The projection in a DynamoDB table (`tables.projection`). Its indexes hold keys alone and lag behind by
 * moments: a list walks the narrowest index that its query allows, reads the items themselves and filters
 * those, so that no item on a page contradicts the query. Besides what the port says, every method throws
 * `StoreUnavailable` when the store does not answer.
 */
export function createDynamoProjection(client: DynamoDBClient, table: string): Projection {
  const places = createPlaceDirectory(client, table);

  async function get(instance: string): Promise<ProjectionItem | undefined> {
    const { Item } = await reaching(
      client.send(
        new GetItemCommand({ TableName: table, Key: { instance: { S: instance } }, ConsistentRead: true }),
      ),
    );
    // A directory's item has no `created`.
    return Item?.created ? decodeProjection(Item) : undefined;
  }

  async function put(item: ProjectionItem, over: Handed | undefined): Promise<boolean> {
    const Item = encodeProjection(item);
    await places.learn(item.process, item.states);
    const condition =
      over === undefined
        ? { ConditionExpression: 'attribute_not_exists(instance)' }
        : {
            ConditionExpression: 'relayed = :over AND mark = :mark',
            ExpressionAttributeValues: { ':over': { N: String(over.relayed) }, ':mark': packText(over.mark) },
          };
    const written = await conditionally(
      client.send(new PutItemCommand({ TableName: table, Item, ...condition })),
    );
    // The refusal may be of our own second try, the first one's answer lost: then the item stands there as it is.
    return written || isDeepStrictEqual(await get(item.instance), decodeProjection(Item));
  }

  function postpone(instance: string, revision: number, due: number | undefined): Promise<boolean> {
    const attributes = due === undefined ? undefined : dueAttributes(instance, due);
    const set = attributes ? 'SET #due = :due, #shard = :shard ' : '';
    return update(instance, {
      UpdateExpression: `${set}REMOVE ${attributes ? '' : '#due, #shard, '}aside, why, since, tries`,
      ConditionExpression: 'revision = :revision',
      ExpressionAttributeNames: { '#due': 'due', '#shard': 'shard' },
      ExpressionAttributeValues: {
        ':revision': { N: String(revision) },
        ...(attributes && { ':due': attributes.due, ':shard': attributes.shard }),
      },
    });
  }

  function expect(instance: string, revision: number, due: number): Promise<boolean> {
    const attributes = dueAttributes(instance, due);
    return update(instance, {
      UpdateExpression: 'SET #due = :due, #shard = :shard',
      ConditionExpression: 'revision < :revision',
      ExpressionAttributeNames: { '#due': 'due', '#shard': 'shard' },
      ExpressionAttributeValues: {
        ':revision': { N: String(revision) },
        ':due': attributes.due,
        ':shard': attributes.shard,
      },
    });
  }

  function park(instance: string, { code, at, tries }: Parked, due: number): Promise<boolean> {
    const attributes = dueAttributes(instance, due);
    return update(instance, {
      UpdateExpression:
        'SET aside = #process, why = :why, since = :since, tries = :tries, #due = :due, #shard = :shard',
      ConditionExpression: 'attribute_exists(created)',
      ExpressionAttributeNames: { '#due': 'due', '#shard': 'shard', '#process': 'process' },
      ExpressionAttributeValues: {
        ':why': { S: code },
        ':since': { N: String(at) },
        ':tries': { N: String(tries) },
        ':due': attributes.due,
        ':shard': attributes.shard,
      },
    });
  }

  function update(
    instance: string,
    change: Omit<UpdateItemCommandInput, 'TableName' | 'Key'>,
  ): Promise<boolean> {
    const Key = { instance: { S: instance } };
    return conditionally(client.send(new UpdateItemCommand({ TableName: table, Key, ...change })));
  }

  /** One page of a segment: the items of instances, all of them or these attributes, and where the next page begins. */
  async function scan(list: string, segment: number, of: number, next?: string, attributes?: string) {
    const name = `${list} ${segment}/${of}`;
    const start = next === undefined ? undefined : fromCursor(name, next);
    const { Items = [], LastEvaluatedKey } = await reaching(
      client.send(
        new ScanCommand({
          TableName: table,
          Segment: segment,
          TotalSegments: of,
          ...(attributes !== undefined && { ProjectionExpression: attributes }),
          ExclusiveStartKey: start && { instance: { S: start.instance } },
          ConsistentRead: true,
        }),
      ),
    );
    const found = Items.filter((item) => item.created);
    if (LastEvaluatedKey === undefined) return { found };
    const last = { instance: textOf(LastEvaluatedKey, 'instance'), at: 0 };
    return { found, next: toCursor(name, last) };
  }

  async function instances(segment: number, of: number, next?: string): Promise<InstancesPage> {
    const { found, ...onward } = await scan('instances', segment, of, next, 'instance, created');
    return { instances: found.map((item) => textOf(item, 'instance')), ...onward };
  }

  async function items(segment: number, of: number, next?: string): Promise<ItemsPage> {
    const { found, ...onward } = await scan('items', segment, of, next);
    return { items: found.map(decodeProjection), ...onward };
  }

  async function remove(instance: string, at?: Handed): Promise<void> {
    const condition = at && {
      ConditionExpression: 'relayed = :at AND mark = :mark',
      ExpressionAttributeValues: { ':at': { N: String(at.relayed) }, ':mark': packText(at.mark) },
    };
    const Key = { instance: { S: instance } };
    await conditionally(client.send(new DeleteItemCommand({ TableName: table, Key, ...condition })));
  }

  function list(query: ListQuery, limit: number, cursor?: string): Promise<ListPage> {
    return listPage(client, table, places, { query, limit, cursor });
  }

  async function due(shard: number, until: number, next?: string): Promise<DuePage> {
    const name = `due ${shard} ${until}`;
    const start = next === undefined ? undefined : fromCursor(name, next);
    const { Items = [], LastEvaluatedKey } = await reaching(
      client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'by-due',
          KeyConditionExpression: '#shard = :shard AND #due <= :until',
          ExpressionAttributeNames: { '#shard': 'shard', '#due': 'due' },
          ExpressionAttributeValues: { ':shard': { N: String(shard) }, ':until': { N: String(until) } },
          ExclusiveStartKey: start && {
            instance: { S: start.instance },
            due: { N: String(start.at) },
            shard: { N: String(shard) },
          },
          Limit: DUE_PAGE,
        }),
      ),
    );
    const instances = Items.map((item) => ({
      instance: textOf(item, 'instance'),
      due: numberOf(item, 'due'),
    }));
    const last = LastEvaluatedKey && instances.at(-1);
    return last
      ? { instances, next: toCursor(name, { instance: last.instance, at: last.due }) }
      : { instances };
  }

  return { get, put, postpone, expect, park, remove, instances, items, list, due };
}
