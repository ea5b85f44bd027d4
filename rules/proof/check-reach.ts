import { exampleIn } from './example.ts';
import { type BoxedRule, type Grid, nearest } from './grid.ts';
import type { Report } from './report.ts';
import type { Text } from './text.ts';

/** Rules that no value that can come reaches. The example is one that comes as near as it can, and does not fit. */
export function checkReach(grid: Grid, report: Report): void {
  for (const rule of grid.rules.filter(({ empty }) => empty)) {
    const dimension = rule.box.findIndex((spans) => spans.length === 0);
    const { expression = '' } = grid.dimensions[dimension] ?? {};
    const why = reasonOf(grid, rule, dimension);
    report.add('unreachable', 'warning', {
      rules: [rule.rule.id],
      column: expression,
      text: {
        en: `No input reaches rule ${rule.rule.id}: ${why.en}.`,
        zh: `规则 ${rule.rule.id} 无法命中：${why.zh}。`,
      },
      example: exampleIn(grid.site, grid.dimensions, nearest(grid, rule)),
    });
  }
}

function reasonOf(grid: Grid, rule: BoxedRule, at: number): Text {
  const dimension = grid.dimensions[at];
  const expression = dimension?.expression ?? '';
  const columns = grid.columns.filter((column) => column.dimension === at);
  const alone = columns.find(
    ({ cells }) => dimension?.spansOf(cells[rule.at] ?? { kind: 'any' })?.length === 0,
  );
  if (alone === undefined) {
    return {
      en: `its cells for ${expression} contradict each other`,
      zh: `其关于 ${expression} 的单元格互相矛盾`,
    };
  }
  const text = rule.rule.when[alone.at] ?? '';
  return {
    en: `no value that ${expression} can have passes ${text}`,
    zh: `${expression} 的任何可能取值都不满足 ${text}`,
  };
}
