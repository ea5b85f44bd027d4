import { checkCell } from './check-cells.ts';
import { checkColumns } from './check-columns.ts';
import { checkGaps } from './check-gaps.ts';
import { checkMasked } from './check-masked.ts';
import { checkOutputs } from './check-outputs.ts';
import { checkOverlaps } from './check-overlaps.ts';
import { checkReach } from './check-reach.ts';
import { exampleIn } from './example.ts';
import { type Grid, nearest } from './grid.ts';
import type { Report } from './report.ts';

/** Everything that is found out about a table. */
export function checkTable(grid: Grid, report: Report): void {
  const { table, site } = grid;
  for (const column of grid.columns) {
    const dimension = grid.dimensions[column.dimension];
    for (const boxed of grid.rules) {
      const cell = column.cells[boxed.at];
      if (dimension === undefined || cell === undefined) continue;
      const { id, when } = boxed.rule;
      const example = () => exampleIn(site, grid.dimensions, nearest(grid, boxed));
      checkCell({ cell, text: when[column.at] ?? '', rules: [id], dimension, example }, report);
    }
  }
  const rules = grid.rules.map(({ rule, empty, box }) => ({
    id: rule.id,
    then: rule.then,
    example: () => (empty ? undefined : exampleIn(site, grid.dimensions, box)),
  }));
  checkOutputs(site, { outputs: table.outputs, rules, hitPolicy: table.hitPolicy }, report);
  checkReach(grid, report);
  checkOverlaps(grid, report);
  checkMasked(grid, report);
  checkGaps(grid, report);
  checkColumns(grid, report);
}
