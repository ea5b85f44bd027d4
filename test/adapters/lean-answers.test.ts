import {
  DeleteItemCommand,
  DynamoDBClient,
  type DynamoDBServiceException,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { calls, openScene, type Scene, ways } from './lean-scene.ts';
import { CREDENTIALS, fault, type Reply } from './strict-server.ts';

let scene: Scene;
let plain: DynamoDBClient;
beforeEach(async () => {
  scene = await openScene();
  const { endpoint } = scene.server;
  plain = new DynamoDBClient({ endpoint, region: 'eu-west-1', credentials: CREDENTIALS });
  for (const call of Object.values(calls)) await call(scene.client);
  ways(scene.server);
});
afterEach(async () => {
  plain.destroy();
  await scene.close();
});

const TableName = 't';
const Key = { i: { S: 'é ™ 林 🙂' }, r: { N: '12' } };
/** Every type of attribute, as it is sent and as it comes back on the wire. */
const Item = {
  ...Key,
  empty: { S: '' },
  text: { S: '"quoted"\n\\ \u2028 \ud800' },
  number: { N: '-1.5E+120' },
  bytes: { B: new Uint8Array([0, 1, 254, 255]) },
  none: { B: new Uint8Array() },
  yes: { BOOL: true },
  nothing: { NULL: true },
  texts: { SS: ['a', 'b'] },
  numbers: { NS: ['1', '2'] },
  binaries: { BS: [new Uint8Array([1]), new Uint8Array([2, 3])] },
  list: { L: [{ S: 'a' }, { L: [{ B: new Uint8Array([9]) }] }] },
  map: { M: { inner: { B: new Uint8Array([7]) }, toString: { S: 'x' } } },
};
const WIRE = {
  ...Item,
  bytes: { B: 'AAH+/w==' },
  none: { B: '' },
  binaries: { BS: ['AQ==', 'AgM='] },
  list: { L: [{ S: 'a' }, { L: [{ B: 'CQ==' }] }] },
  map: { M: { inner: { B: 'Bw==' }, toString: { S: 'x' } } },
};
const ConsumedCapacity = {
  TableName,
  CapacityUnits: 3.5,
  Table: { CapacityUnits: 1 },
  GlobalSecondaryIndexes: { 'by-due': { CapacityUnits: 2.5 } },
};
const ItemCollectionMetrics = { ItemCollectionKey: { i: Key.i }, SizeEstimateRangeGB: [0, 1.5] };
const values = { ':a': { B: new Uint8Array([1]) }, ':b': { L: [] } };

const put = new PutItemCommand({
  ...{ TableName, Item, ConditionExpression: 'attribute_not_exists(i)', ReturnValues: 'ALL_OLD' },
  ...{ ReturnConsumedCapacity: 'INDEXES', ReturnItemCollectionMetrics: 'SIZE' },
  ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
});
const get = new GetItemCommand({ TableName, Key, ConsistentRead: true, ProjectionExpression: 'i, r' });
const query = new QueryCommand({
  ...{ TableName, IndexName: 'by-due', KeyConditionExpression: '#d > :a', ScanIndexForward: false, Limit: 7 },
  ...{ ExpressionAttributeNames: { '#d': 'due' }, ExpressionAttributeValues: values, ExclusiveStartKey: Key },
});
const update = new UpdateItemCommand({
  ...{ TableName, Key, UpdateExpression: 'SET x = :a REMOVE y', ExpressionAttributeValues: values },
  ...{ ReturnValues: 'UPDATED_NEW', ReturnConsumedCapacity: 'TOTAL' },
});
const remove = new DeleteItemCommand({ TableName, Key, ReturnValues: 'ALL_OLD' });

const refused = 'ConditionalCheckFailedException';
const body = { ConsumedCapacity, ItemCollectionMetrics };

describe('a lean try and the SDK by itself', () => {
  test.each<
    [string, PutItemCommand | GetItemCommand | QueryCommand | UpdateItemCommand | DeleteItemCommand, Reply]
  >([
    ['a put', put, {}],
    ['a put that tells', put, { body: { ...body, Attributes: WIRE } }],
    ['a put that is refused', put, fault(refused, 'The conditional request failed')],
    ['a put that is refused, with what stands there', put, fault(refused, 'No', { Item: WIRE })],
    ['a put that is refused in other words', put, { status: 400, body: { __type: refused, Message: 'No' } }],
    ['a put of an empty answer', put, { body: '' }],
    [
      'a put of an answer with fields from later',
      put,
      { body: { Later: { S: 'x' }, ConsumedCapacity: null } },
    ],
    ['a get', get, { body: { Item: WIRE, ConsumedCapacity } }],
    ['a get of nothing', get, {}],
    ['a query', query, { body: { Items: [WIRE, { i: { S: 'b' } }], Count: 2, ScannedCount: 9 } }],
    ['a query with more to come', query, { body: { Items: [], Count: 0, LastEvaluatedKey: Key } }],
    [
      'a query whose answer comes in pieces',
      query,
      { body: { Items: Array(9).fill({ s: { S: 'é'.repeat(50_000) } }) } },
    ],
    ['an update', update, { body: { Attributes: WIRE, ConsumedCapacity } }],
    ['an update that is refused', update, fault(refused, 'No')],
    ['a delete', remove, { body: { ...body, Attributes: WIRE } }],
    [
      'an answer with other ids',
      get,
      { headers: { 'x-amzn-requestid': 'R2', 'x-amz-id-2': 'E', 'x-amz-cf-id': 'C' } },
    ],
    [
      'an answer whose checksum is wrong: neither checks it',
      get,
      { headers: { 'x-amz-crc32': '1' }, body: {} },
    ],
  ])('send and give the same: %s', async (_, command, reply) => {
    scene.server.always = reply;
    const sent = [];
    const given = [];
    for (const client of [scene.client, plain]) {
      given.push(await outcome(client.send(command as PutItemCommand)));
      sent.push(
        scene.server.received.map(({ operation, body, headers }) => ({
          operation,
          body,
          type: headers['content-type'],
          length: headers['content-length'],
        })),
      );
      expect(ways(scene.server)).toEqual([client === plain ? 'whole' : 'lean']);
    }
    expect(sent[0]).toStrictEqual(sent[1]);
    expect(given[0]).toStrictEqual(given[1]);
  });
});

/** An output, or all that there is to an error. */
async function outcome(call: Promise<unknown>): Promise<unknown> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { name, message, constructor: kind } = error;
    return {
      ...error,
      kind,
      name,
      message,
      status: (error as DynamoDBServiceException).$response?.statusCode,
    };
  }
}
