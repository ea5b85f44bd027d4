import { checkCell } from './check-cells.ts';
import { checkColumns } from './check-columns.ts';
import { checkGaps } from './check-gaps.ts';
import { checkMasked } from './check-masked.ts';
import { checkOutputs } from './check-outputs.ts';
import { checkOverlaps } from './check-overlaps.ts';
import { checkReach } from './check-reach.ts';
import type { Grid } from './grid.ts';
import type { Report } from './report.ts';

/** Everything that is found out about a table. */
export function checkTable(grid: Grid, report: Report): void {
  const { table, site } = grid;
  for (const column of grid.columns) {
    const dimension = grid.dimensions[column.dimension];
    for (const [at, rule] of table.rules.entries()) {
      const cell = column.cells[at];
      if (dimension === undefined || cell === undefined) continue;
      checkCell({ cell, text: rule.when[column.at] ?? '', rules: [rule.id], dimension }, report);
    }
  }
  checkOutputs(site, { outputs: table.outputs, rules: table.rules, hitPolicy: table.hitPolicy }, report);
  checkReach(grid, report);
  checkOverlaps(grid, report);
  checkMasked(grid, report);
  checkGaps(grid, report);
  checkColumns(grid, report);
}
