import { createDynamoJournal } from '../../adapters/dynamo-journal.ts';
import { encodeEntry } from '../../adapters/journal-item.ts';
import { order } from '../cases/order.ts';
import { begin, engineOf, play } from '../cases/play.ts';
import { elsewhere, rawPut } from '../cases/raw-put.ts';
import { countRequests } from '../cases/watch.ts';
import { clientOf, names } from '../store.ts';
import { answer } from './answer.ts';

export interface RequestsInput {
  readonly endpoint: string;
  readonly instances: number;
}

/** The most requests that any one of them led to. */
export interface RequestCounts {
  readonly warm: number;
  readonly cold: number;
  readonly put: number;
}

await answer<RequestsInput, RequestCounts>(async ({ endpoint, instances }) => {
  const client = clientOf(endpoint);
  const sent = countRequests(client);
  const journal = createDynamoJournal(client, names.journal);
  const counts = { warm: 0, cold: 0, put: 0 };
  async function count<T>(kind: keyof typeof counts, work: () => Promise<T>): Promise<T> {
    const before = sent();
    const result = await work();
    counts[kind] = Math.max(counts[kind], sent() - before);
    return result;
  }

  for (let instance = 0; instance < instances; instance++) {
    const warm = engineOf(order, journal);
    let [kept, read] = [await begin(warm, order), await begin(warm, order)];
    for (const step of order.steps) {
      kept = await count('warm', () => play(warm, step, kept));
      // A function that has just been started knows no head.
      const cold = engineOf(order, journal);
      read = await count('cold', () => play(cold, step, read));
      const item = elsewhere(encodeEntry(kept));
      await count('put', () => rawPut(client, names.journal, item));
    }
  }
  client.destroy();
  return counts;
});
