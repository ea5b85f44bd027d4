import { isDeepStrictEqual } from 'node:util';
import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { DuePage, ListPage, ListQuery, Projection, ProjectionItem } from '../engine/ports.ts';
import { numberOf, textOf } from './attributes.ts';
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

  async function put(item: ProjectionItem, over: number | undefined): Promise<boolean> {
    const Item = encodeProjection(item);
    await places.learn(item.process, item.states);
    const condition =
      over === undefined
        ? { ConditionExpression: 'attribute_not_exists(instance)' }
        : {
            ConditionExpression: 'relayed = :over',
            ExpressionAttributeValues: { ':over': { N: String(over) } },
          };
    const written = await conditionally(
      client.send(new PutItemCommand({ TableName: table, Item, ...condition })),
    );
    // The refusal may be of our own second try, the first one's answer lost: then the item stands there as it is.
    return written || isDeepStrictEqual(await get(item.instance), decodeProjection(Item));
  }

  function postpone(instance: string, revision: number, due: number | undefined): Promise<boolean> {
    const change =
      due === undefined
        ? { UpdateExpression: 'REMOVE #due, #shard' }
        : { UpdateExpression: 'SET #due = :due, #shard = :shard' };
    const attributes = due === undefined ? undefined : dueAttributes(instance, due);
    return conditionally(
      client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: { instance: { S: instance } },
          ...change,
          ConditionExpression: 'revision = :revision',
          ExpressionAttributeNames: { '#due': 'due', '#shard': 'shard' },
          ExpressionAttributeValues: {
            ':revision': { N: String(revision) },
            ...(attributes && { ':due': attributes.due, ':shard': attributes.shard }),
          },
        }),
      ),
    );
  }

  async function remove(instance: string): Promise<void> {
    await reaching(
      client.send(new DeleteItemCommand({ TableName: table, Key: { instance: { S: instance } } })),
    );
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

  return { get, put, postpone, remove, list, due };
}
