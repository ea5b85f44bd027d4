import { setTimeout as pause } from 'node:timers/promises';
import { createDynamoJournal } from '../../adapters/dynamo-journal.ts';
import { openStore } from '../../local/store.ts';
import type { PatientClient } from './patient-client.ts';

/** The fields of a bulk action that these tests read. */
export interface BulkAnswer {
  readonly state: string;
  readonly items: number | null;
  readonly tally: Readonly<Record<string, number>>;
}

export interface BulkStarts {
  readonly client: PatientClient;
  /** How many customers there shall be, each with the tag `club`. */
  readonly customers: number;
  /** After how many instances each the server is killed, and started again. */
  readonly killAt: readonly number[];
  kill(): Promise<void>;
  /** Hears how far it is. */
  told?(line: string): void;
}

/** What came of it, and the customers that there are. */
export interface BulkStarted {
  readonly bulk: BulkAnswer;
  readonly customers: readonly string[];
}

const SIDE_BY_SIDE = 16;
const LOOK_MS = 100;

const line = { sku: 'A-1', quantity: 1, unitPriceMinor: 100 };

/** Starts an order for each customer of a segment by one request, while the server is killed again and again. */
export async function bulkStarts(options: BulkStarts): Promise<BulkStarted> {
  const { client, killAt, kill, told = () => {} } = options;
  const customers = await customersOf(options);
  const title = { en: 'Club', zh: '会员' };
  const filter = { field: 'tags', has: 'club' };
  const segment = await client.post('/segments', { title, filter }, 'segment');
  const asked = await client.post(
    '/bulk',
    {
      ...{ action: 'start', process: 'order', segment: segment.body.segment },
      input: { currency: 'EUR', lines: [line] },
    },
    'bulk',
  );
  const path = `/bulk/${asked.body.bulk}`;
  for (const count of killAt) {
    await until(client, path, ({ tally }) => through(tally) >= count);
    await kill();
    told(`killed after ${count}`);
  }
  const bulk = await until(client, path, ({ state }) => state === 'done' || state === 'failed', told);
  return { bulk, customers };
}

/** Whose instances there are, one name per instance: read from the journal in the folder of a server that has stopped. */
export async function ownersIn(folder: string): Promise<readonly string[]> {
  const store = await openStore(folder);
  const journal = createDynamoJournal(store.client, store.names.journal);
  const owners: string[] = [];
  let next: string | undefined;
  do {
    const page = await journal.heads(0, 1, next);
    for (const { instance } of page.heads) {
      const first = await journal.at(instance, 1);
      if (first?.process !== 'order') continue;
      owners.push(String(JSON.parse(first.snapshot).context?.customer));
    }
    next = page.next;
  } while (next !== undefined);
  await store.close();
  return owners;
}

async function customersOf({ client, customers, told }: BulkStarts): Promise<readonly string[]> {
  const made: string[] = [];
  let next = 0;
  const hands = Array.from({ length: SIDE_BY_SIDE }, async () => {
    while (next < customers) {
      const n = next++;
      const customer = { name: `Member ${n}`, email: `member-${n}@example.com`, tags: ['club'] };
      made.push(String((await client.post('/customers', customer, `customer ${n}`)).body.customer));
      if (made.length % 1000 === 0) told?.(`${made.length} customers`);
    }
  });
  await Promise.all(hands);
  return made;
}

function through(tally: BulkAnswer['tally']): number {
  return Object.values(tally).reduce((sum, count) => sum + count, 0);
}

/** Looks again and again, however long it takes, until it is as wanted. */
async function until(
  client: PatientClient,
  path: string,
  holds: (answer: BulkAnswer) => boolean,
  told: (line: string) => void = () => {},
): Promise<BulkAnswer> {
  for (let before = 0; ; ) {
    const answer = await client.get<BulkAnswer>(path);
    const count = through(answer.tally);
    if (count - before >= 1000) {
      before = count;
      told(`${count} of ${answer.items}`);
    }
    if (holds(answer)) return answer;
    await pause(LOOK_MS);
  }
}
