import { boxesMeet } from './box.ts';
import { exampleIn } from './example.ts';
import type { BoxedRule, Grid } from './grid.ts';
import { answeringOrder } from './priority.ts';
import type { Report } from './report.ts';
import { search } from './search.ts';

/** Rules whose inputs all fall to rules that go before: earlier ones under F, those of higher priority under P. */
export function checkMasked(grid: Grid, report: Report): void {
  const order = answeringOrder(grid)?.filter((rule) => !rule.empty);
  for (const [index, rule] of (order ?? []).entries()) {
    if (report.isFull('masked')) return;
    if (!report.work.compare(index)) return;
    const before = (order ?? [])
      .slice(0, index)
      .filter((other) => other.sure && boxesMeet(other.box, rule.box));
    const by = maskedBy(rule, before, report);
    if (by !== undefined) addMasked(grid, report, rule, by);
  }
}

/** The rules that together take everything, in order; undefined where something is left. */
function maskedBy(
  rule: BoxedRule,
  before: readonly BoxedRule[],
  report: Report,
): readonly BoxedRule[] | undefined {
  const taking = new Set<number>();
  let left = before.length === 0;
  const finished = search(
    rule.box,
    before.map(({ box }) => box),
    report.work,
    {
      bare: () => {
        left = true;
        return false;
      },
      covered: (_part, by) => {
        taking.add(by);
        return true;
      },
    },
  );
  return left || !finished ? undefined : before.filter((_, index) => taking.has(index));
}

function addMasked(grid: Grid, report: Report, rule: BoxedRule, by: readonly BoxedRule[]): void {
  const names = by.map((other) => other.rule.id);
  const higher = grid.table.hitPolicy === 'P';
  report.add('masked', 'warning', {
    rules: [rule.rule.id, ...names],
    text: {
      en: `Rule ${rule.rule.id} never answers: whatever it fits, ${names.join(', ')} ${higher ? 'of higher priority' : 'further up'} ${names.length === 1 ? 'fits' : 'fit'} too.`,
      zh: `规则 ${rule.rule.id} 永远不会给出结论：其输入全部也由${higher ? '优先级更高' : '更靠前'}的 ${names.join('、')} 命中。`,
    },
    example: exampleIn(grid.site, grid.dimensions, rule.box),
  });
}
