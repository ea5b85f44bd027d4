import type { WriteRequest } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { batchWrite } from '../../adapters/batch-write.ts';
import { createDynamoTimeline } from '../../adapters/dynamo-timeline.ts';
import { openStore, type Store } from './store.ts';

let store: Store;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());

const key = (revision: number) => ({
  customer: { S: 'jane' },
  moment: { S: `0000000000000001#note/n/00000000${revision}` },
});
const put = (revision: number): WriteRequest => ({ PutRequest: { Item: key(revision) } });
const drop = (revision: number): WriteRequest => ({ DeleteRequest: { Key: key(revision) } });

test.each<[string, WriteRequest[], string[], number[]]>([
  ['nothing', [], [], []],
  ['a put that is alone', [put(1)], ['PutItemCommand'], [1]],
  ['the same again', [put(1)], ['PutItemCommand'], [1]],
  ['two puts', [put(2), put(3)], ['BatchWriteItemCommand'], [3, 2, 1]],
  ['a delete that is alone', [drop(3)], ['BatchWriteItemCommand'], [2, 1]],
  ['a put and a delete', [put(4), drop(1)], ['BatchWriteItemCommand'], [4, 2]],
])('%s', async (_, requests, commands, revisions) => {
  const client = store.another();
  const sent: (string | undefined)[] = [];
  client.middlewareStack.add(
    (next, context) => (args) => {
      sent.push(context.commandName);
      return next(args);
    },
    { step: 'initialize' },
  );
  await batchWrite(client, store.names.timeline, requests);
  expect(sent).toEqual(commands);
  const { items } = await createDynamoTimeline(client, store.names.timeline).page(['jane'], 10);
  expect(items.map(({ revision }) => revision)).toEqual(revisions);
  client.destroy();
});
