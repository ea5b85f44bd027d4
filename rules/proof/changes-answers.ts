import { type Box, boxContains, boxesMeet } from './box.ts';
import type { BoxedRule, Grid } from './grid.ts';
import { answeringOrder } from './priority.ts';
import type { ProofLimits } from './proof.ts';
import { cutOf, halves } from './search.ts';
import { type Spans, span, touches } from './spans.ts';
import { Work } from './work.ts';

/**
 * Whether two inputs that differ in this dimension alone get different answers. True as well where that cannot be
 * told: a cell is beyond the proof, or it takes more work than the limits allow.
 */
export function changesAnswers(grid: Grid, dimension: number, limits: ProofLimits): boolean {
  const all = grid.whole[dimension] ?? [];
  if (grid.rules.some((rule) => !rule.sure)) return true;
  const order = answeringOrder(grid) ?? (grid.table.hitPolicy === 'P' ? undefined : grid.rules);
  if (order === undefined) return true;
  const work = new Work(limits);
  const rules = order.filter((rule) => !rule.empty);
  let before: readonly BoxedRule[] | undefined;
  for (const here of stretchesOf(rules, dimension, all)) {
    const fitting = rules.filter(({ box }) => touches(box[dimension] ?? [], here));
    if (before !== undefined && differ(grid, dimension, [before, fitting], work)) return true;
    before = fitting;
  }
  return false;
}

/** The dimension cut wherever a rule begins or ends: within each part, the same rules fit. */
function stretchesOf(rules: readonly BoxedRule[], dimension: number, all: Spans): Spans[] {
  const edges = new Set([...all, ...rules.flatMap(({ box }) => box[dimension] ?? [])]);
  const sorted = [...edges].sort((one, other) => one - other);
  return sorted.slice(1).map((edge, index) => span(sorted[index] ?? 0, edge));
}

/** Whether the two tables, apart from the dimension, answer differently somewhere; also where the work ends first. */
function differ(
  grid: Grid,
  dimension: number,
  tables: readonly [readonly BoxedRule[], readonly BoxedRule[]],
  work: Work,
): boolean {
  const freed = tables.map((rules) => rules.map((rule) => freeIn(rule, dimension, grid.whole)));
  const same = (one: readonly BoxedRule[] = [], other: readonly BoxedRule[] = []) =>
    one.length === other.length && one.every((rule, index) => rule.rule === other[index]?.rule);
  if (same(...tables)) return false;
  const open: Box[] = [grid.whole];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const here = part;
    if (!work.box(freed.flat().length * here.length)) return true;
    const [one, other] = freed.map((rules) => rules.filter(({ box }) => boxesMeet(box, here)));
    const answers = [one ?? [], other ?? []].map((rules) => answerOf(grid, rules, here));
    if (answers.every((answer) => answer !== undefined)) {
      if (answers[0] !== answers[1]) return true;
      continue;
    }
    const edges = [...(one ?? []), ...(other ?? [])].map(({ box }) => box);
    const partly = edges.filter((box) => !boxContains(box, here));
    open.push(...halves(here, cutOf(here, partly)));
  }
  return false;
}

function freeIn(rule: BoxedRule, dimension: number, whole: Box): BoxedRule {
  return { ...rule, box: rule.box.map((spans, at) => (at === dimension ? (whole[at] ?? []) : spans)) };
}

/** What the table answers everywhere in the part, as a text to compare; undefined where that is not yet one answer. */
function answerOf(grid: Grid, rules: readonly BoxedRule[], part: Box): string | undefined {
  const [first] = rules;
  if (first === undefined) return 'none';
  if (['U', 'A', 'F', 'P'].includes(grid.table.hitPolicy)) {
    return boxContains(first.box, part) ? JSON.stringify([first.rule.then]) : undefined;
  }
  if (!rules.every(({ box }) => boxContains(box, part))) return undefined;
  return JSON.stringify(rules.map(({ rule }) => rule.then));
}
