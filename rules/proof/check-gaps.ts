import { type Box, boxContains, grow, isEmpty } from './box.ts';
import { describeBox, testsByInput } from './describe.ts';
import { exampleIn } from './example.ts';
import { canCome, type Grid } from './grid.ts';
import type { Report } from './report.ts';
import { search } from './search.ts';

/**
 * Inputs that no rule fits, as boxes that are as large as they can be: they may share inputs. Where an output has a
 * default there are none. What only cells beyond the proof could take is a gap that is possible.
 */
export function checkGaps(grid: Grid, report: Report): void {
  const answered = grid.table.outputs.some((output) => output.default !== undefined);
  if (answered || isEmpty(grid.whole)) return;
  const reached = grid.rules.filter((rule) => !rule.empty);
  const gaps = find(
    grid,
    reached.map((rule) => rule.box),
    [],
    report,
  );
  for (const gap of gaps) addGap(grid, report, gap);
  const sure = reached.filter((rule) => rule.sure);
  if (sure.length === reached.length) return;
  const possible = find(
    grid,
    sure.map((rule) => rule.box),
    gaps,
    report,
  );
  for (const gap of possible) addPossible(grid, report, gap);
}

function find(grid: Grid, cover: readonly Box[], known: readonly Box[], report: Report): Box[] {
  const gaps: Box[] = [];
  search(grid.whole, cover, report.work, {
    skip: (part) => [...known, ...gaps].some((gap) => boxContains(gap, part)),
    bare: (part) => {
      gaps.push(grow(part, cover, grid.whole));
      return gaps.length < report.work.limits.findings;
    },
  });
  return gaps;
}

function addGap(grid: Grid, report: Report, gap: Box): void {
  const empty = grid.table.hitPolicy.startsWith('C');
  const certain = canCome(grid, gap);
  const where = describeBox(grid.dimensions, gap);
  report.add('gap', empty || !certain ? 'note' : 'warning', {
    certain,
    text: {
      en: `No rule fits ${where.en}${certain ? '' : ', if that can come'}.`,
      zh: `没有规则命中：${where.zh}${certain ? '' : '（若会出现）'}。`,
    },
    where: testsByInput(grid.dimensions, gap),
    example: exampleIn(grid.site, grid.dimensions, gap),
  });
}

function addPossible(grid: Grid, report: Report, gap: Box): void {
  const where = describeBox(grid.dimensions, gap);
  report.add('gap', 'note', {
    certain: false,
    text: {
      en: `It cannot be proved that a rule fits everything ${where.en}.`,
      zh: `无法证明以下输入总有规则命中：${where.zh}。`,
    },
    where: testsByInput(grid.dimensions, gap),
    example: exampleIn(grid.site, grid.dimensions, gap),
  });
}
