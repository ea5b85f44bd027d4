import { join } from 'node:path';
import { createDynamoCustomers } from '../../../adapters/dynamo-customers.ts';
import { createDynamoJournal } from '../../../adapters/dynamo-journal.ts';
import { createDynamoProjection } from '../../../adapters/dynamo-projection.ts';
import { openKeyFile } from '../../../adapters/keys-file.ts';
import { createVault } from '../../../adapters/vault.ts';
import { customersContract } from '../../adapters/customers-contract.ts';
import { dynamoContract } from '../../adapters/dynamo-contract.ts';
import { withFolder } from '../../adapters/folder.ts';
import { journalContract } from '../../adapters/journal-contract.ts';
import type { OpenProjection } from '../../adapters/projection-contract.ts';
import { projectionContract } from '../../adapters/projection-contract.ts';
import { projectionListContract } from '../../adapters/projection-list-contract.ts';
import { openSimulatedStore } from './open-store.ts';

const NAME = 'the simulated store';

const openProjection: OpenProjection = async () => {
  const { client, names, close } = await openSimulatedStore();
  return { projection: createDynamoProjection(client, names.projection), close };
};

journalContract(NAME, async () => {
  const { client, names, close } = await openSimulatedStore();
  return { journal: createDynamoJournal(client, names.journal), close };
});
projectionContract(NAME, openProjection);
projectionListContract(NAME, openProjection);
dynamoContract(NAME, openSimulatedStore);
customersContract(NAME, async () => {
  const { client, names, close } = await openSimulatedStore();
  const keys = await withFolder((folder) => openKeyFile(join(folder, 'key')));
  const vault = createVault(keys, { now: Date.now, keepMs: 60_000, most: 1000 });
  return { customers: createDynamoCustomers(client, names.customers, vault), close };
});
