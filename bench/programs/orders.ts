import type { PutItemCommandInput } from '@aws-sdk/client-dynamodb';
import { order } from '../cases/order.ts';
import { rawOrder } from '../cases/raw-order.ts';
import { createShop } from '../cases/shop.ts';
import { countRequests, watch } from '../cases/watch.ts';
import { inTurn, type Rounds } from '../rounds.ts';
import { clientOf } from '../store.ts';
import { answer } from './answer.ts';

export interface OrdersInput {
  readonly endpoint: string;
  readonly rounds: number;
  /** How many orders one round has at each concurrency. */
  readonly loads: readonly Load[];
}

interface Load {
  readonly concurrency: number;
  readonly orders: number;
}

/** Before anything counts: the code is then compiled as in a process that has run for a while. */
const WARM_UP: Load = { concurrency: 16, orders: 400 };

/** One round: all orders, or all raw puts in their stead. */
export interface Round {
  readonly perSecond: number;
  /** Microseconds of the client's processor time for one. */
  readonly cpu: number;
  /** Requests for one. */
  readonly requests: number;
  /** Milliseconds for each one. */
  readonly untilAnswer: readonly number[];
  readonly untilEffect: readonly number[];
}

export type OrderRounds = readonly ({ readonly concurrency: number } & Rounds<Round, Round>)[];

/** Does one; resolves when all of it is done, and tells when the caller would have had the answer. */
type One = (answered: () => void) => Promise<void>;

/** `count` in all, `concurrency` at a time: the next begins when one has ended. */
async function load(one: One, { orders: count, concurrency }: Load, sent: () => number): Promise<Round> {
  globalThis.gc?.();
  const sentBefore = sent();
  const untilAnswer: number[] = [];
  const untilEffect: number[] = [];
  let begun = 0;
  const work = async () => {
    while (begun < count) {
      begun += 1;
      const from = performance.now();
      await one(() => untilAnswer.push(performance.now() - from));
      untilEffect.push(performance.now() - from);
    }
  };
  const [from, before] = [performance.now(), process.cpuUsage()];
  await Promise.all(Array.from({ length: concurrency }, work));
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - from) / 1000;
  const requests = (sent() - sentBefore) / count;
  return { perSecond: count / seconds, cpu: (user + system) / count, requests, untilAnswer, untilEffect };
}

/** The puts that one order leads to, in their order. */
async function putsOf(endpoint: string): Promise<PutItemCommandInput[]> {
  const client = clientOf(endpoint);
  const puts: PutItemCommandInput[] = [];
  watch(client, ({ command, input, output }) => {
    if (command === 'PutItemCommand' && output) puts.push(input as unknown as PutItemCommandInput);
  });
  const shop = createShop(client);
  await shop.order(order, () => {});
  await shop.close();
  return puts;
}

await answer<OrdersInput, OrderRounds>(async ({ endpoint, rounds, loads }, progress) => {
  const puts = await putsOf(endpoint);
  const client = clientOf(endpoint);
  const count = countRequests(client);
  const shop = createShop(client);
  const results: OrderRounds[number][] = [];
  const ours = (one: Load) => load((answered) => shop.order(order, answered), one, count);
  const baseline = (one: Load) => load((answered) => rawOrder(client, puts, answered), one, count);
  progress('warm-up');
  await inTurn(
    0,
    () => ours(WARM_UP),
    () => baseline(WARM_UP),
  );
  for (const one of loads) {
    progress(`concurrency ${one.concurrency}`);
    const measured = await inTurn(
      rounds,
      () => ours(one),
      () => baseline(one),
    );
    results.push({ concurrency: one.concurrency, ...measured });
  }
  await shop.close();
  return results;
});
