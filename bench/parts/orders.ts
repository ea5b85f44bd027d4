import { type Figure, figure, type Goal } from '../figure.ts';
import type { Part } from '../part.ts';
import { runProgram } from '../program.ts';
import type { OrderRounds, Round } from '../programs/orders.ts';
import { median, quantile } from '../statistics.ts';
import { withStore } from '../store.ts';

/** Bounded, so that one round of the slower contender takes seconds. */
const LOADS = [
  { concurrency: 1, orders: 60 },
  { concurrency: 16, orders: 192 },
  { concurrency: 64, orders: 320 },
];

/** All that Baton does around its writes, at this concurrency, beside the writes alone. */
const GOAL = { concurrency: 16, perSecond: { atLeastTimes: 0.8 } } as const;

/** Orders from submission until the customer is told and the projection is up to date. */
export const orders: Part = {
  name: 'orders',
  beside:
    'the same puts by themselves: as many, of the same bytes and conditions, through the same lean client',
  async run(tools) {
    const results = await withStore((endpoint) =>
      runProgram<OrderRounds>('orders', { endpoint, rounds: 3, loads: LOADS }, tools),
    );
    return results.flatMap(figuresOf);
  },
};

function figuresOf({ concurrency, ours, baseline }: OrderRounds[number]): Figure[] {
  const compare = (name: string, unit: string, of: (rounds: readonly Round[]) => number, goal?: Goal) =>
    figure(`orders at ${concurrency}: ${name}`, unit, of(ours), of(baseline), goal);
  const goal = concurrency === GOAL.concurrency ? GOAL.perSecond : undefined;
  const latency = (kind: 'untilAnswer' | 'untilEffect', share: number) => (rounds: readonly Round[]) =>
    quantile(
      rounds.flatMap((round) => round[kind]),
      share,
    );
  return [
    compare('orders per second', '/s', (rounds) => median(rounds.map((round) => round.perSecond)), goal),
    compare('client CPU per order', 'ms', (rounds) => median(rounds.map((round) => round.cpu)) / 1000),
    compare('requests per order', 'requests', (rounds) => median(rounds.map((round) => round.requests))),
    compare('p50 until the answer', 'ms', latency('untilAnswer', 0.5)),
    compare('p99 until the answer', 'ms', latency('untilAnswer', 0.99)),
    compare('p50 until the effect', 'ms', latency('untilEffect', 0.5)),
    compare('p99 until the effect', 'ms', latency('untilEffect', 0.99)),
  ];
}
