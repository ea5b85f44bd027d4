import { figure } from '../figure.ts';
import type { Part } from '../part.ts';
import { runProgram } from '../program.ts';
import type { BulkSpeed } from '../programs/bulk.ts';
import { withStore } from '../store.ts';

const CUSTOMERS = 1000;

/** What it costs to find the customers of a segment, one read each, to keep what there is to do and what came of it. */
export const bulk: Part = {
  name: 'bulk',
  beside: 'single starts of the same orders, 16 side by side',
  async run(tools) {
    const { bulk, single } = await withStore((endpoint) =>
      runProgram<BulkSpeed>('bulk', { endpoint, customers: CUSTOMERS, rounds: 5 }, tools),
    );
    return [figure('a bulk start of orders', 'per second', bulk, single, { atLeastTimes: 0.45 })];
  },
};
