import { type AttributeValue, type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { bytesOf, type Item, numberOf, textOf } from './attributes.ts';
import { reaching } from './dynamo-failure.ts';
import type { Customer, Customers, Vault } from './ports.ts';
import { putOnce } from './put-once.ts';

/** The table's logical name: bound into what is sealed, so a table restored under another name still opens. */
const TABLE = 'customers';

/**
 * Customers in a DynamoDB table (`tables.customers`). Wire format: `customer`, `created` (epoch ms),
 * `language`, and as bytes `k` (the customer's wrapped data key), `name` and `email`, both sealed before they
 * leave this function. Besides what the port says, methods throw `StoreUnavailable` when the store or the key
 * service does not answer, and `SealBroken` for a stored record that was tampered with.
 */
export function createDynamoCustomers(client: DynamoDBClient, table: string, vault: Vault): Customers {
  async function create(customer: Customer) {
    const item = await encode(customer, vault);
    const other = await putOnce(client, {
      table,
      key: keyOf(customer.customer),
      item,
      isOurs: (stored) => Buffer.from(bytesOf(stored, 'k')).equals(bytesOf(item, 'k')),
    });
    return other === undefined ? { created: true } : { created: false, existing: await decode(other, vault) };
  }

  async function get(customer: string): Promise<Customer | undefined> {
    const { Item } = await reaching(
      client.send(new GetItemCommand({ TableName: table, Key: keyOf(customer), ConsistentRead: true })),
    );
    return Item && decode(Item, vault);
  }

  return { create, get };
}

function keyOf(customer: string): Record<string, AttributeValue> {
  return { customer: { S: customer } };
}

async function encode(customer: Customer, vault: Vault): Promise<Record<string, AttributeValue>> {
  const id = customer.customer;
  const key = await vault.newKey(id);
  const seal = (field: 'name' | 'email') =>
    vault.seal(id, key, { table: TABLE, item: id, field }, customer[field]);
  return {
    ...keyOf(id),
    created: { N: String(customer.createdAt) },
    language: { S: customer.language },
    k: { B: key },
    name: { B: await seal('name') },
    email: { B: await seal('email') },
  };
}

async function decode(item: Item, vault: Vault): Promise<Customer> {
  const id = textOf(item, 'customer');
  const key = bytesOf(item, 'k');
  const open = (field: 'name' | 'email') =>
    vault.open(id, key, { table: TABLE, item: id, field }, bytesOf(item, field));
  return {
    customer: id,
    name: await open('name'),
    email: await open('email'),
    language: textOf(item, 'language') === 'zh' ? 'zh' : 'en',
    createdAt: numberOf(item, 'created'),
  };
}
