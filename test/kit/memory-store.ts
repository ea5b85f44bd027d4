import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { openSimulatedStore } from '../simulation/store/open-store.ts';

/**
 * The simulated DynamoDB, which a test holds against another. A command that it does not know is told of: to the
 * adapters, it is a store that does not answer, and they would try it again and again.
 */
export async function openMemoryStore(unknown: (trouble: unknown) => void) {
  const { store, names, close } = await openSimulatedStore();
  async function send(command: object): Promise<object> {
    try {
      return store.execute(command);
    } catch (error) {
      if (error instanceof TypeError) unknown(error);
      throw error;
    }
  }
  return { client: { send } as unknown as DynamoDBClient, names, close };
}
