import { type Box, boxContains, boxesMeet } from './box.ts';
import type { BoxedRule, Grid } from './grid.ts';
import { answeringOrder } from './priority.ts';
import { cutOf, halves, weightOf } from './search.ts';
import { type Spans, span, touches } from './spans.ts';
import type { Work } from './work.ts';

/**
 * Whether two inputs that differ in this dimension alone get different answers. True as well where that cannot be
 * told: a cell is beyond the proof, or the work ends first.
 */
export function changesAnswers(grid: Grid, dimension: number, work: Work): boolean {
  const all = grid.whole[dimension] ?? [];
  if (grid.rules.some((rule) => !rule.sure)) return true;
  const order = answeringOrder(grid) ?? (grid.table.hitPolicy === 'P' ? undefined : grid.rules);
  if (order === undefined) return true;
  const rules = order.filter((rule) => !rule.empty);
  let before: readonly BoxedRule[] | undefined;
  for (const here of stretchesOf(rules, dimension, all)) {
    if (!work.compare(rules.length)) return true;
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

type Pair = readonly [readonly BoxedRule[], readonly BoxedRule[]];

/** Whether the two tables, apart from the dimension, answer differently somewhere; also where the work ends first. */
function differ(grid: Grid, dimension: number, tables: Pair, work: Work): boolean {
  if (areSame(...tables)) return false;
  const free = (rules: readonly BoxedRule[]) => rules.map((rule) => freeIn(rule, dimension, grid.whole));
  const open: { part: Box; near: Pair }[] = [{ part: grid.whole, near: [free(tables[0]), free(tables[1])] }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { part, near } = next;
    const weight = near.flat().reduce((sum, { box }) => sum + weightOf(box), 0);
    if (!work.box(weight * part.length)) return true;
    const meeting = (rules: readonly BoxedRule[]) => rules.filter(({ box }) => boxesMeet(box, part));
    const pair = [meeting(near[0]), meeting(near[1])] as const;
    const [one, other] = [answerOf(grid, pair[0], part), answerOf(grid, pair[1], part)];
    if (one !== undefined && other !== undefined) {
      if (one !== other) return true;
      continue;
    }
    const partly = pair.flat().flatMap(({ box }) => (boxContains(box, part) ? [] : [box]));
    for (const half of halves(part, cutOf(part, partly))) open.push({ part: half, near: pair });
  }
  return false;
}

function areSame(one: readonly BoxedRule[], other: readonly BoxedRule[]): boolean {
  return one.length === other.length && one.every((rule, index) => rule.rule === other[index]?.rule);
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
