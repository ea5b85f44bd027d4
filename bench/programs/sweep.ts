import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { createDynamoJournal } from '../../adapters/dynamo-journal.ts';
import { createDynamoProjection } from '../../adapters/dynamo-projection.ts';
import { encodeProjection } from '../../adapters/projection-item.ts';
import { markOf } from '../../engine/entry.ts';
import { createDefinitions } from '../../engine/registry.ts';
import { createSweep } from '../../engine/sweep.ts';
import { newId } from '../../functions/new-id.ts';
import { order } from '../cases/order.ts';
import { begin, engineOf } from '../cases/play.ts';
import { countRequests } from '../cases/watch.ts';
import { cpuOf } from '../rounds.ts';
import { median } from '../statistics.ts';
import { clientOf, names } from '../store.ts';
import { answer } from './answer.ts';

export interface SweepInput {
  readonly endpoint: string;
  /** What is there at each measurement: a number of instances, and how many of them are due. Both only grow. */
  readonly stages: readonly { readonly instances: number; readonly due: number }[];
  readonly rounds: number;
}

/** One sweep of what is due. */
export interface SweepCost {
  readonly instances: number;
  readonly due: number;
  /** Milliseconds of the client's processor time. */
  readonly cpu: number;
  readonly requests: number;
}

const DAY = 86_400_000;
const BATCH = 25;

await answer<SweepInput, readonly SweepCost[]>(async ({ endpoint, stages, rounds }, progress) => {
  const client = clientOf(endpoint);
  const sent = countRequests(client);
  const journal = createDynamoJournal(client, names.journal);
  const projection = createDynamoProjection(client, names.projection);
  const engine = engineOf(order, journal);
  const definitions = createDefinitions([order.definition]);
  let time = Date.now();
  const now = () => time;
  const queue = { send: () => Promise.resolve() };
  const park = () => Promise.resolve();
  const sweep = createSweep({ journal, projection, queue, definitions, now, park });
  const place = {
    process: 'order',
    version: 1,
    status: 'active',
    states: ['open'],
    revision: 1,
    relayed: 1,
  } as const;
  const item = (instance: string, due: number, mark = '') => ({
    ...{ ...place, instance, mark, due, createdAt: time, updatedAt: time },
  });
  const waiting: string[] = [];
  let idle = 0;

  async function fill(instances: number, due: number): Promise<void> {
    while (waiting.length < due) {
      const { instance, hash } = await begin(engine, order);
      await projection.put(item(instance, time, markOf(hash)), undefined);
      waiting.push(instance);
    }
    while (idle + waiting.length < instances) {
      const count = Math.min(BATCH, instances - idle - waiting.length);
      const put = Array.from({ length: count }, () => encodeProjection(item(newId(), time + 400 * DAY)));
      const requests = put.map((Item) => ({ PutRequest: { Item } }));
      await client.send(new BatchWriteItemCommand({ RequestItems: { [names.projection]: requests } }));
      idle += count;
    }
  }

  const costs: SweepCost[] = [];
  for (const { instances, due } of stages) {
    progress(`${due} due among ${instances}`);
    await fill(instances, due);
    const cpu: number[] = [];
    let requests = 0;
    // Before anything counts, the code is compiled as in a process that has run for a while.
    const warmUp = costs.length === 0 ? 20 : 1;
    for (let round = 1 - warmUp; round <= rounds; round++) {
      // Each falls due again: its reminder is some days away, and the sweep has found that out.
      for (const instance of waiting) await projection.postpone(instance, 1, time);
      const before = sent();
      const spent = await cpuOf(async () => {
        await sweep();
      });
      requests = sent() - before;
      if (round > 0) cpu.push(spent / 1000);
    }
    costs.push({ instances, due, cpu: median(cpu), requests });
    time += 1;
  }
  client.destroy();
  return costs;
});
