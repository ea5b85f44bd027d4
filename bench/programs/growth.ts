import { setTimeout as pause } from 'node:timers/promises';
import { createDynamoJournal } from '../../adapters/dynamo-journal.ts';
import { createDynamoProjection } from '../../adapters/dynamo-projection.ts';
import { createReconcile, type ReconcilePage } from '../../engine/reconcile.ts';
import { order } from '../cases/order.ts';
import { createShop } from '../cases/shop.ts';
import { countRequests } from '../cases/watch.ts';
import { cpuOf } from '../rounds.ts';
import { clientOf, names } from '../store.ts';
import { answer } from './answer.ts';

export interface GrowthInput {
  readonly endpoint: string;
  /** Orders in all, one after the other at this concurrency. */
  readonly orders: number;
  readonly concurrency: number;
}

/** What so many orders cost, each until its customer is told, and then one reconciliation of all. */
export interface Growth {
  /** Seconds of the client's processor time. */
  readonly cpu: number;
  readonly requests: number;
  readonly reconcileCpu: number;
  readonly reconcileRequests: number;
}

await answer<GrowthInput, Growth>(async ({ endpoint, orders, concurrency }, progress) => {
  const client = clientOf(endpoint);
  const sent = countRequests(client);
  const shop = createShop(client);
  // What a process pays once is not the instances' work.
  for (let n = 0; n < 300; n++) await shop.order(order, () => {});
  let before = sent();
  let begun = 0;
  const work = async () => {
    while (begun < orders) {
      begun += 1;
      if (begun % 5000 === 0) progress(`${begun} of ${orders} orders`);
      await shop.order(order, () => {});
    }
  };
  const cpu = await cpuOf(async () => {
    await Promise.all(Array.from({ length: concurrency }, work));
  });
  const requests = sent() - before;
  // The last projections are still under way.
  await pause(500);
  before = sent();
  const reconcile = createReconcile({
    journal: createDynamoJournal(client, names.journal),
    projection: createDynamoProjection(client, names.projection),
    queue: { send: () => Promise.resolve() },
    now: Date.now,
    park: () => Promise.resolve(),
  });
  const reconcileCpu = await cpuOf(async () => {
    let page: ReconcilePage | undefined = { segment: 0, of: 1 };
    while (page !== undefined) page = (await reconcile(page)).onward;
  });
  const reconcileRequests = sent() - before;
  const measured = { cpu: cpu / 1e6, requests, reconcileCpu: reconcileCpu / 1e6, reconcileRequests };
  await shop.close();
  return measured;
});
