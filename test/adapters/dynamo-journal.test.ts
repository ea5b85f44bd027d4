import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  type PutItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { itemBytes } from '../../adapters/attributes.ts';
import { createDynamoJournal } from '../../adapters/dynamo-journal.ts';
import { encodeEntry } from '../../adapters/journal-item.ts';
import type { Journal } from '../../engine/ports.ts';
import { entryOf } from './entries.ts';
import { inject } from './failing.ts';
import { journalContract } from './journal-contract.ts';
import { openStore } from './store.ts';

journalContract('DynamoDB', async () => {
  const store = await openStore();
  return { journal: createDynamoJournal(store.client, store.names.journal), close: store.close };
});

describe('a put without an answer', () => {
  const ours = entryOf({ commit: 'ours' });
  const theirs = entryOf({ commit: 'theirs' });

  test('the store had done it: appended', async () => {
    await withStore(async ({ journal, rival }) => {
      const faulty = journal({ command: 'PutItemCommand', loses: 'answer', times: 99 });
      expect(await faulty.append(ours)).toBe('appended');
      expect(await rival.at('i-1', 1)).toStrictEqual(ours);
      expect(await rival.at('i-1', 2)).toBeUndefined();
    });
  });

  test("the SDK's own second try meets the first: appended", async () => {
    await withStore(async ({ journal }) => {
      const faulty = journal({ command: 'PutItemCommand', loses: 'answer', times: 1 });
      expect(await faulty.append(ours)).toBe('appended');
    });
  });

  test('the store had done it, and a rival has gone on from there: appended', async () => {
    await withStore(async ({ journal, rival }) => {
      const next = entryOf({ revision: 2, commit: 'theirs' });
      const meanwhile = () => rival.append(next);
      const faulty = journal({ command: 'PutItemCommand', loses: 'answer', times: 99, meanwhile });
      expect(await faulty.append(ours)).toBe('appended');
      expect(await rival.read('i-1', 1, 9)).toStrictEqual([ours, next]);
    });
  });

  test('it never arrived, and a rival took the revision: conflict', async () => {
    await withStore(async ({ journal, rival }) => {
      const meanwhile = () => rival.append(theirs);
      const faulty = journal({ command: 'PutItemCommand', loses: 'request', times: 99, meanwhile });
      expect(await faulty.append(ours)).toBe('conflict');
      expect(await rival.head('i-1')).toStrictEqual(theirs);
    });
  });

  test('the first try never arrived, a rival was faster than the second: conflict', async () => {
    await withStore(async ({ journal, rival }) => {
      const meanwhile = () => rival.append(theirs);
      const faulty = journal({ command: 'PutItemCommand', loses: 'request', times: 1, meanwhile });
      expect(await faulty.append(ours)).toBe('conflict');
    });
  });

  test('a store that shows what stands in the way, as DynamoDB does, is not asked again', async () => {
    const store = await openStore();
    const rival = createDynamoJournal(store.client, store.names.journal);
    const client = store.another();
    const reads = showInTheWay(client, store.client);
    const journal = createDynamoJournal(client, store.names.journal);
    await rival.append(theirs);
    expect(await journal.append(ours)).toBe('conflict');
    expect(await journal.append(theirs)).toBe('appended');
    expect(reads()).toBe(0);
    await store.close();
  });

  test('it never arrived, and the revision is free: unknown, and the same commit may be tried again', async () => {
    await withStore(async ({ journal }) => {
      const faulty = journal({ command: 'PutItemCommand', loses: 'request', times: 3 });
      await expect(faulty.append(ours)).rejects.toMatchObject({
        code: 'store-unavailable',
        cause: { message: 'socket hang up' },
      });
      expect(await faulty.append(ours)).toBe('appended');
    });
  });
});

describe('a store that is gone', () => {
  test.each<[string, (journal: Journal) => Promise<unknown>]>([
    ['append', (journal) => journal.append(entryOf())],
    ['head', (journal) => journal.head('i-1')],
    ['at', (journal) => journal.at('i-1', 1)],
    ['read', (journal) => journal.read('i-1', 1, 10)],
    ['findIndexed', (journal) => journal.findIndexed('i-1', 'e-1')],
    ['heads', (journal) => journal.heads(0, 1)],
  ])('%s throws StoreUnavailable with the cause', async (_, call) => {
    const store = await openStore();
    const journal = createDynamoJournal(store.another({ maxAttempts: 1 }), store.names.journal);
    await store.close();
    await expect(call(journal)).rejects.toMatchObject({
      code: 'store-unavailable',
      cause: { code: 'ECONNREFUSED' },
    });
  });
});

describe('what DynamoDB itself refuses', () => {
  test('an item that it counts as too large is TooLarge', async () => {
    const store = await openStore({ maxItemSizeKb: 4 });
    const journal = createDynamoJournal(store.client, store.names.journal);
    const entry = entryOf({ snapshot: 'x'.repeat(5000) });
    await expect(journal.append(entry)).rejects.toMatchObject({ code: 'too-large' });
    await store.close();
  });

  test('an indexed entry counts what its index keeps as well', async () => {
    const store = await openStore();
    const journal = createDynamoJournal(store.client, store.names.journal);
    const event = { type: 'pay', id: 'e-1', who: { kind: 'caller', id: 'c' } } as const;
    const entry = entryOf({ event, indexed: true, snapshot: 'x'.repeat(500_000) });
    const kept = 'instance'.length + 'i-1'.length + 'revision'.length + 2 + 'x'.length + 'e-1'.length;
    await expect(journal.append(entry)).rejects.toMatchObject({
      details: { bytes: itemBytes(encodeEntry(entry)) + kept },
    });
    await store.close();
  });
});

interface Scene {
  /** A journal whose network has this fault. */
  journal(fault: Parameters<typeof inject>[1]): Journal;
  readonly rival: Journal;
}

async function withStore(body: (scene: Scene) => Promise<void>): Promise<void> {
  const store = await openStore();
  const rival = createDynamoJournal(store.client, store.names.journal);
  const journal: Scene['journal'] = (fault) => {
    const client = store.another();
    inject(client, fault);
    return createDynamoJournal(client, store.names.journal);
  };
  await body({ journal, rival });
  await store.close();
}

/**
 * Gives refusals the item that was in the way, as DynamoDB does and dynalite does not, read by another client.
 * Tells how often this client read by itself.
 */
function showInTheWay(client: DynamoDBClient, other: DynamoDBClient): () => number {
  let reads = 0;
  client.middlewareStack.add(
    (next, context) => async (args) => {
      if (context.commandName === 'GetItemCommand') reads += 1;
      try {
        return await next(args);
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        const { TableName, Item } = args.input as PutItemCommandInput;
        const Key = { instance: Item?.instance ?? { S: '' }, revision: Item?.revision ?? { N: '0' } };
        error.Item = (await other.send(new GetItemCommand({ TableName, Key }))).Item;
        throw error;
      }
    },
    { step: 'initialize', name: 'show-in-the-way' },
  );
  return () => reads;
}
