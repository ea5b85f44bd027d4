import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { holds, type Send, shortOf, slotAmong, withSend } from './contact-slots.ts';
import { conditionally, reaching } from './dynamo-failure.ts';
import type { Contact, Contacts } from './ports/contacts.ts';

/** What stands under one customer: its contacts, and how often that was written. */
interface Kept {
  readonly writes: number;
  readonly sends: readonly Send[];
}

const NONE: Kept = { writes: 0, sends: [] };

/**
 * Contacts in a DynamoDB table (`tables.contacts`): one item per customer, and a counter per campaign that may make only
 * so many. The counter is raised before the place is taken: whoever is killed in between leaves a campaign that makes one
 * contact too few, and never one too many.
 */
export function createDynamoContacts(client: DynamoDBClient, table: string): Contacts {
  async function read(customer: string): Promise<Kept> {
    const call = client.send(
      new GetItemCommand({ TableName: table, Key: keyOf('customer', customer), ConsistentRead: true }),
    );
    const { Item } = await reaching(call);
    if (Item === undefined) return NONE;
    return { writes: Number(Item.w?.N), sends: JSON.parse(Item.s?.S ?? '[]') as readonly Send[] };
  }

  /** False where somebody was faster. */
  function write(customer: string, { writes }: Kept, sends: readonly Send[]): Promise<boolean> {
    return conditionally(
      client.send(
        new PutItemCommand({
          TableName: table,
          Item: {
            ...keyOf('customer', customer),
            w: { N: String(writes + 1) },
            s: { S: JSON.stringify(sends) },
          },
          ConditionExpression: writes === 0 ? 'attribute_not_exists(w)' : 'w = :w',
          ...(writes > 0 && { ExpressionAttributeValues: { ':w': { N: String(writes) } } }),
        }),
      ),
    );
  }

  /** Counts a contact of a campaign, unless it has made as many as it may. */
  function count(campaign: string, most: number): Promise<boolean> {
    if (most < 1) return Promise.resolve(false);
    return conditionally(
      client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: keyOf('campaign', campaign),
          UpdateExpression: 'ADD n :one',
          ConditionExpression: 'attribute_not_exists(n) OR n < :most',
          ExpressionAttributeValues: { ':one': { N: '1' }, ':most': { N: String(most) } },
        }),
      ),
    );
  }

  async function uncount(campaign: string): Promise<void> {
    const call = client.send(
      new UpdateItemCommand({
        TableName: table,
        Key: keyOf('campaign', campaign),
        UpdateExpression: 'ADD n :less',
        ExpressionAttributeValues: { ':less': { N: '-1' } },
      }),
    );
    await reaching(call);
  }

  return {
    async reserve(contact: Contact) {
      const { customer, campaign, inAll, key } = contact;
      const others = (await Promise.all(contact.also.map(read))).flatMap(({ sends }) => sends);
      let counted = false;
      for (;;) {
        const kept = await read(customer);
        const all = [...others, ...kept.sends];
        const held = holds(all, key);
        const slot = held ? ({ reserved: true } as const) : slotAmong(all, contact);
        if (held || !slot.reserved) {
          if (counted && campaign !== undefined) await uncount(campaign);
          return slot;
        }
        if (!counted && campaign !== undefined && inAll !== undefined) {
          if (!(await count(campaign, inAll))) return { reserved: false };
          counted = true;
        }
        if (await write(customer, kept, withSend(kept.sends, contact))) return slot;
      }
    },

    async release(customer, key) {
      const short = shortOf(key);
      for (;;) {
        const kept = await read(customer);
        const sends = kept.sends.filter(([, held]) => held !== short);
        if (sends.length === kept.sends.length || (await write(customer, kept, sends))) return;
      }
    },

    async forget(customer) {
      await reaching(
        client.send(new DeleteItemCommand({ TableName: table, Key: keyOf('customer', customer) })),
      );
    },
  };
}

function keyOf(what: 'customer' | 'campaign', id: string) {
  return { about: { S: `${what}/${id}` } };
}
