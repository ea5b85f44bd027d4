import { figure } from '../figure.ts';
import type { Part } from '../part.ts';
import { runProgram } from '../program.ts';
import type { ProcessesInput, ProcessFigures } from '../programs/processes.ts';

/** Every process in its main story: what computing a transition costs, and what writing the journal does. */
export const processes: Part = {
  name: 'processes',
  beside: "the order's, in its main story",
  async run(tools) {
    const input: ProcessesInput = { rounds: 5, transitions: 5000 };
    const figures = await runProgram<Readonly<Record<string, ProcessFigures>>>(
      'processes',
      { ...input },
      tools,
    );
    const { order } = figures;
    if (order === undefined) throw new Error('The order has no story.');
    return Object.entries(figures).flatMap(([process, one]) => [
      figure(`${process}: advance per CPU-second`, '/s', one.rate, order.rate),
      figure(`${process}: an entry, on average`, 'bytes', one.meanBytes, order.meanBytes),
      figure(`${process}: its largest entry`, 'bytes', one.mostBytes, order.mostBytes),
      figure(`${process}: write units per entry`, '', one.units / one.entries, order.units / order.entries),
      figure(`${process}: entries of the story`, '', one.entries, order.entries),
    ]);
  },
};
