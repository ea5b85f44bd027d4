import { randomBytes } from 'node:crypto';
import { type AttributeValue, BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { createDynamoProjection } from '../../adapters/dynamo-projection.ts';
import type { Safe } from '../../adapters/ports/vault.ts';
import { createdOf, encodeProjection } from '../../adapters/projection-item.ts';
import { createRecords } from '../../adapters/records/store.ts';
import type { Who } from '../../engine/entry.ts';
import { newId } from '../../functions/new-id.ts';
import { recordsOf } from '../../functions/wiring.ts';
import { type Customer, customerKind } from '../../records/kinds/customer.ts';
import { keysInClear, noFiles } from '../cases/no-services.ts';
import { countRequests } from '../cases/watch.ts';
import { cpuOf, inTurn } from '../rounds.ts';
import { median } from '../statistics.ts';
import { clientOf, names } from '../store.ts';
import { answer } from './answer.ts';

export interface CustomersInput {
  readonly endpoint: string;
  /** Customers, and as many instances, at each measurement; they only grow. */
  readonly stages: readonly number[];
  readonly rounds: number;
}

/** One page of twenty, in requests and in milliseconds of the client's processor time. */
export interface PageCost {
  readonly requests: number;
  readonly cpu: number;
}

export interface CustomersCost {
  readonly stages: readonly { readonly search: PageCost; readonly list: PageCost }[];
  /** Milliseconds of processor time of one write and one read, and of the same without a vault. */
  readonly write: { readonly sealed: number; readonly plain: number };
  readonly read: { readonly sealed: number; readonly plain: number };
}

const FOUND = 50;
const PAGE = 20;
const BATCH = 25;
/** Writes and reads per round. */
const TIMES = 40;
const who: Who = { kind: 'caller', id: 'anonymous' };

/** Keeps everything in clear: what there would be without a vault. */
const noSafe: Safe = {
  seal: async (_, __, plain) => Buffer.from(plain),
  open: async (_, __, sealed) => Buffer.from(sealed).toString(),
  openBytes: async (_, __, sealed) => sealed,
};

const called = (name: string): Customer => ({
  ...{ name, email: 'john.doe@example.com', phone: '+4930123456', language: 'en' },
  ...{ consent: {}, tags: ['vip'], fields: {} },
});

await answer<CustomersInput, CustomersCost>(async ({ endpoint, stages, rounds }, progress) => {
  const client = clientOf(endpoint);
  const sent = countRequests(client);
  const { records, customers, timeline } = recordsOf(client, names, keysInClear, noFiles);
  const index = { tokens: async () => [] };
  const plain = createRecords({ client, names, safe: noSafe, index, timeline });
  const projection = createDynamoProjection(client, names.projection);
  let there = FOUND;
  for (let n = 0; n < FOUND; n++) {
    await customers.create({ id: newId(), content: called(`Zed Quux ${n}`), who, at: Date.now() });
  }

  async function batch(table: string, items: readonly Record<string, AttributeValue>[]): Promise<void> {
    const requests = items.map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }));
  }

  /** Customers and instances that stand where others do, and that no search leads to. */
  async function fill(count: number): Promise<void> {
    while (there < count) {
      const ids = Array.from({ length: Math.min(BATCH, count - there) }, newId);
      const at = Date.now();
      const created = (id: string) => ({ S: createdOf(at, id) });
      await Promise.all([
        batch(
          names.records,
          ids.map((id) => ({ record: { S: `customer/${id}` }, revision: { N: '1' } })),
        ),
        batch(
          names.listings,
          ids.map((id) => ({
            record: { S: `customer/${id}` },
            created: created(id),
            shelf: { S: 'customer/0' },
          })),
        ),
        batch(
          names.lookups,
          ids.map((id) => ({ token: { B: randomBytes(16) }, place: { S: `${created(id).S}!1` } })),
        ),
        batch(
          names.projection,
          ids.map((instance) =>
            encodeProjection({
              ...({ instance, process: 'order', version: 1, status: 'active', states: ['open'] } as const),
              ...{ revision: 1, relayed: 1, mark: '', createdAt: at, updatedAt: at },
            }),
          ),
        ),
      ]);
      there += ids.length;
    }
  }

  /** Rounds before anything counts: the code is compiled as in a process that has run for a while. */
  let warmUp = 60;

  async function pageCost(page: () => Promise<{ readonly items: readonly unknown[] }>): Promise<PageCost> {
    const cpu: number[] = [];
    let requests = 0;
    for (let round = -warmUp; round < rounds; round++) {
      const before = sent();
      const spent = await cpuOf(async () => {
        const { items } = await page();
        if (items.length !== PAGE) throw new Error('The page is not full.');
      });
      requests = sent() - before;
      if (round >= 0) cpu.push(spent / 1000);
    }
    return { requests, cpu: median(cpu) };
  }

  const measured = [];
  for (const count of stages) {
    if (measured.length > 0) warmUp = 5;
    progress(`${count} customers and instances`);
    await fill(count);
    measured.push({
      search: await pageCost(() => customers.search({ name: 'zed q' }, { limit: PAGE })),
      list: await pageCost(() => projection.list({ processes: ['order'], order: 'newest' }, PAGE)),
    });
  }

  progress('with a vault, and without');
  type Store = Pick<typeof records, 'of'>;
  const write = async (store: Store) => {
    const ids = Array.from({ length: TIMES }, newId);
    const customer = store.of({ ...customerKind, lookups: () => [] });
    const spent = await cpuOf(async () => {
      for (const id of ids) await customer.create({ id, content: called('John Doe'), who, at: 1 });
    });
    const [id = ''] = ids;
    return { id, cpu: spent / 1000 / TIMES };
  };
  const read = async (store: Store, id: string) => {
    const customer = store.of(customerKind);
    const spent = await cpuOf(async () => {
      for (let n = 0; n < TIMES; n++) await customer.get(id);
    });
    return spent / 1000 / TIMES;
  };
  const ids = { sealed: (await write(records)).id, plain: (await write(plain)).id };
  const writes = await inTurn(
    rounds,
    async () => (await write(records)).cpu,
    async () => (await write(plain)).cpu,
  );
  const reads = await inTurn(
    rounds,
    () => read(records, ids.sealed),
    () => read(plain, ids.plain),
  );
  client.destroy();
  return {
    stages: measured,
    write: { sealed: median(writes.ours), plain: median(writes.baseline) },
    read: { sealed: median(reads.ours), plain: median(reads.baseline) },
  };
});
