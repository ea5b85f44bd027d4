import { figure } from '../figure.ts';
import type { Part } from '../part.ts';
import { runProgram } from '../program.ts';
import type { AdvanceRates } from '../programs/advance.ts';
import { median } from '../statistics.ts';

/** The pure part: the head's JSON in, the entry's JSON out. */
export const advance: Part = {
  name: 'advance',
  beside: "XState's own: the persisted snapshot's JSON in, `transition`, the next one's JSON out",
  async run(tools) {
    const { lead, order } = await runProgram<AdvanceRates>('advance', { rounds: 9, times: 2000 }, tools);
    const rate = (name: string) => `advance per CPU-second, ${name}`;
    return [
      figure(rate('six states'), '/s', median(lead.ours), median(lead.baseline), { atLeast: 20_000 }),
      figure(rate('the order'), '/s', median(order.ours), median(order.baseline)),
    ];
  },
};
