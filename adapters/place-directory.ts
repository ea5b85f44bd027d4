import { type DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { reaching } from './dynamo-failure.ts';
import { isWithin } from './projection-item.ts';

/**
 * Which first leaf states a process has been seen in, and which other leaves beside each. The index `by-place`
 * knows an instance by its first leaf alone; with this, a list by any state (a parent, or a leaf of a parallel
 * region) knows every partition of it to look into. One small item per process, written once per new
 * combination.
 */
export interface PlaceDirectory {
  /** Remembers the leaf states of an instance. Does nothing where they are known. */
  learn(process: string, states: readonly string[]): Promise<void>;
  /** Every first leaf of the process beside or below which `state` has been seen. */
  firstLeaves(process: string, state: string): Promise<readonly string[]>;
}

const SEPARATOR = '\n';

/** The directory, kept in the projection's own table. */
export function createPlaceDirectory(client: DynamoDBClient, table: string): PlaceDirectory {
  const known = new Set<string>();

  async function learn(process: string, states: readonly string[]): Promise<void> {
    const pairs = states.map((leaf) => `${states[0]}${SEPARATOR}${leaf}`);
    const fresh = pairs.filter((pair) => !known.has(process + SEPARATOR + pair));
    if (fresh.length === 0) return;
    await reaching(
      client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: keyOf(process),
          UpdateExpression: 'ADD leaves :pairs',
          ExpressionAttributeValues: { ':pairs': { SS: [...new Set(fresh)] } },
        }),
      ),
    );
    for (const pair of fresh) known.add(process + SEPARATOR + pair);
  }

  async function firstLeaves(process: string, state: string): Promise<readonly string[]> {
    const { Item } = await reaching(
      client.send(new GetItemCommand({ TableName: table, Key: keyOf(process), ConsistentRead: true })),
    );
    const found = new Set<string>();
    for (const pair of Item?.leaves?.SS ?? []) {
      const [first = '', leaf = ''] = pair.split(SEPARATOR);
      if (isWithin(leaf, state)) found.add(first);
    }
    return [...found];
  }

  return { learn, firstLeaves };
}

/** No instance's id begins with `#`. */
function keyOf(process: string) {
  return { instance: { S: `#places/${process}` } };
}
