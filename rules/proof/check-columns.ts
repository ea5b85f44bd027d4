import { changesAnswers } from './changes-answers.ts';
import { exampleIn } from './example.ts';
import type { Grid } from './grid.ts';
import type { Report } from './report.ts';
import { Work } from './work.ts';

/** What this may cost is so small a part of the limits: what it cannot tell is no harm. */
const SHARE = 20;

/** Columns that are `-` in every rule, and inputs whose value changes no answer. */
export function checkColumns(grid: Grid, report: Report): void {
  const { boxes, comparisons, findings } = report.work.limits;
  const work = new Work({ boxes: boxes / SHARE, comparisons: comparisons / SHARE, findings });
  for (const [at, dimension] of grid.dimensions.entries()) {
    const columns = grid.columns.filter((column) => column.dimension === at);
    const blank = columns.every(({ cells }) => cells.every((cell) => cell.kind === 'any'));
    if (!blank && changesAnswers(grid, at, work)) continue;
    const { expression } = dimension;
    const reached = grid.rules.find((rule) => !rule.empty);
    report.add('unused-column', 'note', {
      column: expression,
      text: blank
        ? { en: `No rule asks for ${expression}.`, zh: `没有规则用到 ${expression}。` }
        : {
            en: `Whatever ${expression} is, the answer is the same.`,
            zh: `无论 ${expression} 取何值，结论都相同。`,
          },
      example: exampleIn(grid.site, grid.dimensions, reached?.box ?? grid.whole),
    });
  }
}
