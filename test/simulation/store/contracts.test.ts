import { createDynamoJournal } from '../../../adapters/dynamo-journal.ts';
import { createDynamoProjection } from '../../../adapters/dynamo-projection.ts';
import { dynamoContract } from '../../adapters/dynamo-contract.ts';
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
