import { sameConstant } from '../cells/compare-constants.ts';
import { boxesMeet, boxIntersection } from './box.ts';
import { describeBox, testsByInput } from './describe.ts';
import { exampleIn } from './example.ts';
import { type BoxedRule, canCome, type Grid } from './grid.ts';
import type { Report } from './report.ts';

/**
 * Pairs of rules that fit the same inputs: under U each of them, under A those that answer differently. What cells
 * beyond the proof may have in common with others is told once for each rule, as a note.
 */
export function checkOverlaps(grid: Grid, report: Report): void {
  const policy = grid.table.hitPolicy;
  if (policy !== 'U' && policy !== 'A') return;
  const code = policy === 'U' ? 'overlap' : 'conflict';
  const rules = grid.rules.filter((rule) => !rule.empty);
  const maybe = new Map<BoxedRule, BoxedRule[]>();
  for (const [index, one] of rules.entries()) {
    if (report.isFull(code) || !report.work.box(rules.length - index)) break;
    for (const other of rules.slice(index + 1)) {
      if (!boxesMeet(one.box, other.box)) continue;
      const differ = policy === 'U' || answersDiffer(one, other);
      if (differ === false) continue;
      if (one.sure && other.sure && differ === true) addPair(grid, report, one, other);
      else addTo(maybe, one.sure && !other.sure ? other : one, one.sure && !other.sure ? one : other);
    }
  }
  for (const [rule, others] of maybe) addPossible(grid, report, rule, others);
}

function addPair(grid: Grid, report: Report, one: BoxedRule, other: BoxedRule): void {
  const box = boxIntersection(one.box, other.box);
  const certain = canCome(grid, box);
  const where = describeBox(grid.dimensions, box);
  const unique = grid.table.hitPolicy === 'U';
  report.add(unique ? 'overlap' : 'conflict', certain ? 'error' : 'warning', {
    certain,
    rules: [one.rule.id, other.rule.id],
    text: {
      en: `Rules ${one.rule.id} and ${other.rule.id} both ${certain ? '' : 'may '}fit ${where.en}${unique ? '' : ', and answer differently'}.`,
      zh: `规则 ${one.rule.id} 和 ${other.rule.id} ${certain ? '' : '可能'}同时命中：${where.zh}${unique ? '' : '，且结论不同'}。`,
    },
    where: testsByInput(grid.dimensions, box),
    example: exampleIn(grid.site, grid.dimensions, box),
  });
}

function addPossible(grid: Grid, report: Report, rule: BoxedRule, others: readonly BoxedRule[]): void {
  const [first] = others;
  if (first === undefined) return;
  const names = others.map((other) => other.rule.id);
  const unique = grid.table.hitPolicy === 'U';
  report.add(unique ? 'overlap' : 'conflict', 'note', {
    certain: false,
    rules: [rule.rule.id, ...names],
    text: {
      en: `Rule ${rule.rule.id} cannot be proved ${unique ? 'to fit apart from' : 'to answer the same as'} ${names.join(', ')}.`,
      zh: `无法证明规则 ${rule.rule.id} 与 ${names.join('、')} ${unique ? '不会同时命中' : '结论一致'}。`,
    },
    example: exampleIn(grid.site, grid.dimensions, boxIntersection(rule.box, first.box)),
  });
}

/** Undefined where an answer is computed and written otherwise. */
function answersDiffer(one: BoxedRule, other: BoxedRule): boolean | undefined {
  let unknown = false;
  for (const [index, output] of one.outputs.entries()) {
    const beside = other.outputs[index];
    if (output === undefined || beside === undefined) {
      unknown ||= one.rule.then[index]?.trim() !== other.rule.then[index]?.trim();
    } else if (!sameConstant(output, beside)) return true;
  }
  return unknown ? undefined : false;
}

function addTo(map: Map<BoxedRule, BoxedRule[]>, key: BoxedRule, value: BoxedRule): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
