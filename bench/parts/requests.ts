import { figure } from '../figure.ts';
import type { Part } from '../part.ts';
import { runProgram } from '../program.ts';
import type { RequestCounts } from '../programs/requests.ts';
import { withStore } from '../store.ts';

/** How many requests one transition leads to, at most, over the order's main story. */
export const requests: Part = {
  name: 'requests',
  beside: 'one raw conditional put, counted by the same middleware',
  async run(tools) {
    const { warm, cold, put } = await withStore((endpoint) =>
      runProgram<RequestCounts>('requests', { endpoint, instances: 10 }, tools),
    );
    return [
      figure('requests per transition, warm', 'requests', warm, put, { atMost: 1 }),
      figure('requests per transition, cold', 'requests', cold, put, { atMost: 2 }),
    ];
  },
};
