import {
  type AttributeValue,
  type DynamoDBClient,
  QueryCommand,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { textOf } from './attributes.ts';
import { batchWrite } from './batch-write.ts';
import { reaching } from './dynamo-failure.ts';
import type { Moment, Timeline } from './ports/timeline.ts';

const TIME_WIDTH = 16;
const REVISION_WIDTH = 9;

/**
 * Timelines in a DynamoDB table (`tables.timeline`): a partition for each customer, sorted by time. It holds where to
 * look and nothing else, and is derived: writing a moment again changes nothing. Throws `StoreUnavailable`.
 */
export function createDynamoTimeline(client: DynamoDBClient, table: string): Timeline {
  async function query(
    customer: string,
    before: string | undefined,
    limit: number,
  ): Promise<readonly string[]> {
    const { Items = [] } = await reaching(
      client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: before === undefined ? 'customer = :c' : 'customer = :c AND moment < :m',
          ExpressionAttributeValues: {
            ':c': { S: customer },
            ...(before !== undefined && { ':m': { S: before } }),
          },
          ScanIndexForward: false,
          ConsistentRead: true,
          Limit: limit,
        }),
      ),
    );
    return Items.map((item) => textOf(item, 'moment'));
  }

  /** The whole item is its key. */
  async function write(
    moments: readonly Moment[],
    toRequest: (item: Record<'customer' | 'moment', AttributeValue>) => WriteRequest,
  ): Promise<void> {
    const items = new Map(moments.map((one) => [one.customer + keyOf(one), one]));
    const requests = [...items.values()].map((one) =>
      toRequest({ customer: { S: one.customer }, moment: { S: keyOf(one) } }),
    );
    if (requests.length > 0) await batchWrite(client, table, requests);
  }

  return {
    note: (moments) => write(moments, (Item) => ({ PutRequest: { Item } })),
    forget: (moments) => write(moments, (Key) => ({ DeleteRequest: { Key } })),

    async page(customers, limit, cursor) {
      const found = await Promise.all(
        customers.map(async (customer) =>
          (await query(customer, cursor, limit + 1)).map((moment) => ({ customer, moment })),
        ),
      );
      const sorted = found.flat().sort((a, b) => (a.moment < b.moment ? 1 : -1));
      const page = sorted.slice(0, limit);
      const last = page.at(-1);
      const items = page.map(({ customer, moment }) => momentOf(customer, moment));
      return sorted.length > limit && last ? { items, cursor: last.moment } : { items };
    },

    async newest(customers) {
      const found = await Promise.all(customers.map((customer) => query(customer, undefined, 1)));
      const newest = found.flat().sort().at(-1);
      return newest === undefined ? undefined : Number(newest.slice(0, TIME_WIDTH));
    },
  };
}

/** Sorts by time; of one moment, a record's revisions in their order. */
function keyOf({ at, kind, id, revision }: Moment): string {
  const time = String(at).padStart(TIME_WIDTH, '0');
  return `${time}#${kind}/${id}/${String(revision).padStart(REVISION_WIDTH, '0')}`;
}

function momentOf(customer: string, key: string): Moment {
  const [kind = '', id = '', revision] = key.slice(TIME_WIDTH + 1).split('/');
  return { customer, at: Number(key.slice(0, TIME_WIDTH)), kind, id, revision: Number(revision) };
}
