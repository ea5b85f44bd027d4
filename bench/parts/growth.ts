import { figure } from '../figure.ts';
import type { Part, Tools } from '../part.ts';
import { runProgram } from '../program.ts';
import type { Growth } from '../programs/growth.ts';
import { withStore } from '../store.ts';

const FEW = 1000;
/** What ten times the instances may cost: hardly more than ten times the work. */
const GOAL = { atMostTimes: 10.5 } as const;

/** Whether the work grows with the number of instances, and no faster. */
export const growth: Part = {
  name: 'growth',
  beside: `${FEW} orders, each in a store and a process of its own`,
  async run(tools) {
    const few = await measure(FEW, tools);
    const many = await measure(FEW * 10, tools);
    const compare = (name: string, unit: string, of: (growth: Growth) => number) =>
      figure(`${FEW * 10} orders: ${name}`, unit, of(many), of(few), GOAL);
    return [
      compare('client CPU', 's', ({ cpu }) => cpu),
      compare('requests', 'requests', ({ requests }) => requests),
      compare('client CPU of a reconciliation', 's', ({ reconcileCpu }) => reconcileCpu),
      compare('requests of a reconciliation', 'requests', ({ reconcileRequests }) => reconcileRequests),
    ];
  },
};

function measure(orders: number, tools: Tools): Promise<Growth> {
  return withStore((endpoint) => runProgram<Growth>('growth', { endpoint, orders, concurrency: 16 }, tools));
}
