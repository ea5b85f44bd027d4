import type { DynamoDBClient, QueryCommandInput, QueryCommandOutput } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore, type Store } from '../adapters/store.ts';
import { begin, contextOf, engineOver, who } from '../flow/engines.ts';

let store: Store;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());

/**
 * The embedded store writes an item's index before the item: killed in between, it keeps an index entry of an
 * event that was never written, and another event takes its revision.
 */
function dangling(client: DynamoDBClient, revision: number): DynamoDBClient {
  client.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args);
      const { IndexName, ExpressionAttributeValues: values } = args.input as QueryCommandInput;
      if (IndexName !== 'events' || values?.[':i'] === undefined || values[':x'] === undefined) return answer;
      const output = answer.output as QueryCommandOutput;
      const ghost = { instance: values[':i'], x: values[':x'], revision: { N: String(revision) } };
      const all = [ghost, ...(output.Items ?? [])];
      output.Items = all.slice(0, (args.input as QueryCommandInput).Limit ?? all.length);
      return answer;
    },
    { step: 'initialize', name: 'dangling' },
  );
  return client;
}

test.each([
  { name: 'that another event took', revision: 41 },
  { name: 'that nobody took', revision: 100 },
])('an index entry of a revision $name is no receipt', async ({ revision }) => {
  const other = engineOver(store.client, store.names);
  const instance = await begin(other);
  const add = (id: string) => ({ instance, event: { type: 'add', n: 1 }, id, who });
  for (let n = 0; n < 40; n++) await other.send(add(`early ${n}`));
  const engine = engineOver(dangling(store.another(), revision), store.names);
  expect(await engine.send(add('mine'))).toMatchObject({ repeated: false, entry: { revision: 42 } });
  await other.send(add('late'));
  expect(await engine.send(add('mine'))).toMatchObject({ repeated: true, entry: { revision: 42 } });
  expect(contextOf(await other.head(instance)).total).toBe(42);
});
