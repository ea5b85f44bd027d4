import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Store } from './store.ts';

const WRITING = /^(Put|Update|Delete|BatchWrite)/;

/** A client whose process is killed before this write, counted from 0: from then on nothing arrives. */
export function dying(store: Store, writes: number): DynamoDBClient {
  const client = store.another({ maxAttempts: 1 });
  let left = writes;
  client.middlewareStack.add(
    (next, context) => (args) => {
      if (WRITING.test(context.commandName ?? '')) left -= 1;
      if (left < 0) throw new Error('killed');
      return next(args);
    },
    { step: 'initialize', name: 'dying' },
  );
  return client;
}
