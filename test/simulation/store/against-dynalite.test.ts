import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore, type Store } from '../../adapters/store.ts';
import { seed } from '../../engine/seed.ts';
import { createRandom, type Random } from '../random.ts';
import { type OpenedStore, openSimulatedStore } from './open-store.ts';

const COMMANDS = 1000;
const ANY: readonly [string, ...string[]] = ['a', 'b', 'c', 'd'];

let real: Store;
let simulated: OpenedStore;
beforeAll(async () => {
  real = await openStore();
  simulated = await openSimulatedStore();
});
afterAll(() => real.close());

const text = (S: string) => ({ S });
const number = (N: number) => ({ N: String(N) });

/** A command as the adapters send them, over few keys, so that they meet. */
const drawn: readonly ((random: Random) => { readonly input: object })[] = [
  (random) =>
    new PutItemCommand({
      TableName: 'journal',
      Item: {
        instance: text(random.pick(ANY)),
        revision: number(random.whole(1, 12)),
        s: text('s'.repeat(random.pick([1, 9, 9, 9, 150_000, 390_000, 450_000]))),
        ...(random.chance(0.5) && { x: text(random.pick(['e-1', 'e-2', 'e-3'])) }),
      },
      ...(random.chance(0.8) && { ConditionExpression: 'attribute_not_exists(instance)' }),
    }),
  (random) =>
    new PutItemCommand({
      TableName: 'projection',
      Item: {
        instance: text(random.pick(ANY)),
        relayed: number(random.whole(1, 3)),
        mark: { B: Uint8Array.from([random.whole(1, 2)]) },
        revision: number(random.whole(1, 3)),
        process: text('order'),
        created: text(`${random.whole(1, 5)}`),
        ...(random.chance(0.7) && { due: number(random.whole(1, 4)), shard: number(random.whole(0, 1)) }),
      },
      ...random.pick<Partial<PutItemCommandInput>>([
        {},
        { ConditionExpression: 'attribute_not_exists(instance)' },
        {
          ConditionExpression: 'relayed = :over AND mark = :mark',
          ExpressionAttributeValues: {
            ':over': number(random.whole(1, 3)),
            ':mark': { B: Uint8Array.from([random.whole(1, 2)]) },
          },
        },
      ]),
    }),
  (random) =>
    new GetItemCommand({
      TableName: 'journal',
      Key: { instance: text(random.pick(ANY)), revision: number(random.whole(1, 12)) },
      ConsistentRead: true,
    }),
  (random) => {
    const instance = text(random.pick(ANY));
    const from = random.whole(1, 4);
    return new QueryCommand({
      TableName: 'journal',
      ...random.pick<Partial<QueryCommandInput>>([
        { KeyConditionExpression: 'instance = :i', ExpressionAttributeValues: { ':i': instance } },
        {
          KeyConditionExpression: 'instance = :i AND revision >= :r',
          ExpressionAttributeValues: { ':i': instance, ':r': number(from) },
        },
      ]),
      ScanIndexForward: random.chance(0.5),
      ...(random.chance(0.7) && { Limit: random.whole(1, 6) }),
      ...(random.chance(0.3) && { ProjectionExpression: 'instance, revision' }),
      ...(random.chance(0.2) && {
        ExclusiveStartKey: { instance, revision: number(random.whole(from, 12)) },
      }),
      ConsistentRead: true,
    });
  },
  (random) =>
    new QueryCommand({
      TableName: 'journal',
      IndexName: 'events',
      KeyConditionExpression: 'instance = :i AND x = :x',
      ExpressionAttributeValues: { ':i': text(random.pick(ANY)), ':x': text(random.pick(['e-1', 'e-2'])) },
      ConsistentRead: true,
    }),
  (random) =>
    new QueryCommand({
      TableName: 'projection',
      IndexName: 'by-due',
      KeyConditionExpression: '#shard = :shard AND #due <= :until',
      ExpressionAttributeNames: { '#shard': 'shard', '#due': 'due' },
      ExpressionAttributeValues: {
        ':shard': number(random.whole(0, 1)),
        ':until': number(random.whole(0, 4)),
      },
    }),
  (random) =>
    new QueryCommand({
      TableName: 'projection',
      IndexName: 'by-process',
      KeyConditionExpression: '#p = :p AND created BETWEEN :from AND :to',
      ExpressionAttributeNames: { '#p': 'process' },
      ExpressionAttributeValues: { ':p': text('order'), ':from': text('2'), ':to': text('4') },
      ScanIndexForward: random.chance(0.5),
    }),
  (random) => {
    const revision = number(random.whole(1, 3));
    return new UpdateItemCommand({
      TableName: 'projection',
      Key: { instance: text(random.pick(ANY)) },
      ...random.pick<Partial<UpdateItemCommandInput>>([
        {
          UpdateExpression: 'REMOVE #due, #shard',
          ExpressionAttributeValues: { ':revision': revision },
        },
        {
          UpdateExpression: 'SET #due = :due, #shard = :shard REMOVE aside, why',
          ExpressionAttributeValues: { ':revision': revision, ':due': number(9), ':shard': number(1) },
        },
      ]),
      ConditionExpression: random.pick(['revision = :revision', 'revision < :revision']),
      ExpressionAttributeNames: { '#due': 'due', '#shard': 'shard' },
    });
  },
  (random) =>
    new UpdateItemCommand({
      TableName: 'projection',
      Key: { instance: text(random.pick(ANY)) },
      UpdateExpression: 'SET aside = #process, why = :why',
      ConditionExpression: 'attribute_exists(created)',
      ExpressionAttributeNames: { '#process': 'process' },
      ExpressionAttributeValues: { ':why': text('unexpected') },
    }),
  (random) =>
    new UpdateItemCommand({
      TableName: 'projection',
      Key: { instance: text('#places/order') },
      UpdateExpression: 'ADD leaves :pairs',
      ExpressionAttributeValues: { ':pairs': { SS: [random.pick(ANY), 'always'] } },
    }),
  () =>
    new GetItemCommand({
      TableName: 'projection',
      Key: { instance: text('#places/order') },
      ConsistentRead: true,
    }),
  (random) => new DeleteItemCommand({ TableName: 'projection', Key: { instance: text(random.pick(ANY)) } }),
  (random) =>
    new DeleteItemCommand({
      TableName: 'projection',
      Key: { instance: text(random.pick(ANY)) },
      ConditionExpression: 'revision = :revision',
      ExpressionAttributeValues: { ':revision': number(random.whole(1, 3)) },
    }),
  (random) =>
    new BatchWriteItemCommand({
      RequestItems: {
        journal: ANY.slice(random.whole(0, 2)).map((instance) => {
          const key = { instance: text(instance), revision: number(random.whole(1, 12)) };
          return random.chance(0.7)
            ? { PutRequest: { Item: { ...key, s: text('s') } } }
            : { DeleteRequest: { Key: key } };
        }),
      },
    }),
  () =>
    new BatchGetItemCommand({
      RequestItems: { projection: { Keys: ANY.map((instance) => ({ instance: text(instance) })) } },
    }),
];

/** What a store answers, or the name of its refusal. What is in no certain order is sorted. */
async function answerOf(send: () => Promise<object>, isLoose: boolean): Promise<unknown> {
  try {
    const { $metadata: _, ScannedCount: __, ...answer } = (await send()) as Record<string, unknown>;
    if (Array.isArray(answer.Items) && isLoose) answer.Items = sorted(answer.Items);
    const { Responses } = answer as { Responses?: Record<string, unknown[]> };
    if (Responses)
      answer.Responses = Object.fromEntries(Object.entries(Responses).map(([k, v]) => [k, sorted(v)]));
    const { Item } = answer as { Item?: { leaves?: { SS: string[] } } };
    Item?.leaves?.SS.sort();
    for (const [name, value] of Object.entries(answer)) if (value === undefined) delete answer[name];
    // Long texts would fill the screen.
    return JSON.parse(
      JSON.stringify(answer, (_, value) =>
        typeof value === 'string' && value.length > 99 ? `${value.length} characters` : value,
      ),
    );
  } catch (error) {
    return (error as Error).name;
  }
}

const sorted = (items: readonly unknown[]) =>
  items.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

test(`${COMMANDS} commands are answered as dynalite answers them (BATON_SEED=${seed})`, async () => {
  console.log(`BATON_SEED=${seed}`);
  const random = createRandom(seed, 'against dynalite');
  const met = new Map<string, number>();
  for (let n = 0; n < COMMANDS; n++) {
    const draw = drawn[random.whole(0, drawn.length - 1)];
    const command = draw?.(random);
    if (command === undefined) continue;
    const isIndex = command instanceof QueryCommand && command.input.IndexName !== undefined;
    const theirs = await answerOf(() => real.client.send(command as never), isIndex);
    const ours = await answerOf(() => simulated.client.send(command as never), isIndex);
    expect({ n, command: command.constructor.name, answer: ours }).toEqual({
      ...{ n, command: command.constructor.name },
      answer: theirs,
    });
    const kind = `${command.constructor.name} ${typeof theirs === 'string' ? theirs : 'answered'}`;
    met.set(kind, (met.get(kind) ?? 0) + 1);
  }
  expect(Object.fromEntries(met)).toMatchObject({
    'PutItemCommand ConditionalCheckFailedException': expect.any(Number),
    'PutItemCommand ValidationException': expect.any(Number),
    'UpdateItemCommand ConditionalCheckFailedException': expect.any(Number),
    'QueryCommand answered': expect.any(Number),
  });
});

test('a scan, page by page, meets the same items, each instance in order and in one segment', async () => {
  for (const of of [1, 3]) {
    const met = await Promise.all(
      [real.client, simulated.client].map(async (client) => {
        const items: string[] = [];
        for (let segment = 0; segment < of; segment++) {
          let start: Record<string, never> | undefined;
          do {
            const page = await client.send(
              new ScanCommand({
                TableName: 'journal',
                Segment: segment,
                TotalSegments: of,
                ProjectionExpression: 'instance, revision',
                ExclusiveStartKey: start,
                ConsistentRead: true,
              }),
            );
            items.push(...(page.Items ?? []).map((item) => `${item.instance?.S} ${item.revision?.N}`));
            start = page.LastEvaluatedKey as typeof start;
          } while (start !== undefined);
        }
        return items;
      }),
    );
    const [theirs = [], ours = []] = met;
    const perInstance = (items: readonly string[]) =>
      items.toSorted((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : a[0] === b[0] ? 0 : 1));
    expect(perInstance(ours)).toEqual(perInstance(theirs));
  }
});
