import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEntriesReader } from '../../adapters/dynamo-entries.ts';
import { createDynamoJournal } from '../../adapters/dynamo-journal.ts';
import { entryOf } from './entries.ts';
import { openStore, type Store } from './store.ts';

let store: Store;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());

test('entries come in the order asked, each at its own revision; one that is not there is undefined', async () => {
  const journal = createDynamoJournal(store.client, store.names.journal);
  const entries = ['a', 'b', 'c'].flatMap((instance) =>
    [1, 2].map((revision) => entryOf({ instance, revision })),
  );
  for (const entry of entries) await journal.append(entry);

  const read = createEntriesReader(store.client, store.names.journal);
  const found = await read([
    { instance: 'c', revision: 1 },
    { instance: 'nobody', revision: 1 },
    { instance: 'a', revision: 2 },
  ]);

  expect(found).toEqual([entries[4], undefined, entries[1]]);
});
