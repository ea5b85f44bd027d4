import { tables } from '../../adapters/tables.ts';
import { figure } from '../figure.ts';
import type { Part } from '../part.ts';
import { billedMs, lambdaDollars, MILLION_READ_UNITS, MILLION_WRITE_UNITS } from '../prices.ts';
import { runProgram } from '../program.ts';
import type { Cost } from '../programs/cost.ts';
import { withStore } from '../store.ts';

/** Capacity and list price of a transition: the mean over the order's main story, its start included. */
export const cost: Part = {
  name: 'cost',
  beside:
    'units: what the rules make of the bytes; indexes: one write to each; dollars: one unit, the same Lambda',
  async run(tools) {
    const { journal, projection, head, cpuMs } = await withStore((endpoint) =>
      runProgram<Cost>('cost', { endpoint }, tools),
    );
    const lambda = lambdaDollars(billedMs(cpuMs));
    const unit = MILLION_WRITE_UNITS + lambda;
    tools.progress(`${cpuMs.toFixed(2)} ms of processor time: ${billedMs(cpuMs)} ms billed at 512 MB`);
    return [
      figure("journal's write units per transition", 'units', journal.reported, journal.computed),
      figure(
        "projection's write units per transition, table",
        'units',
        projection.reported,
        projection.computed,
      ),
      figure(
        "projection's write units per transition, indexes",
        'units',
        projection.indexes,
        tables.projection.globalIndexes.length,
      ),
      figure(
        "list price per million transitions: the journal's write with its Lambda",
        '$',
        journal.reported * MILLION_WRITE_UNITS + lambda,
        unit,
        { atMost: 1.7 },
      ),
      figure(
        "list price per million transitions: the journal's read where the head is not kept",
        '$',
        head * MILLION_READ_UNITS,
        MILLION_READ_UNITS,
      ),
      figure(
        "list price per million transitions: the projection with the relay's Lambda, one transition at a time",
        '$',
        (projection.computed + projection.indexes) * MILLION_WRITE_UNITS + lambda,
        unit,
      ),
    ];
  },
};
