import { parseCell } from '../cells/parse.ts';
import type { Branching, Leaf, Tree } from '../model.ts';
import type { Box } from './box.ts';
import { checkCell } from './check-cells.ts';
import { checkOutputs } from './check-outputs.ts';
import { describeBox, testsByInput } from './describe.ts';
import type { Dimension } from './dimension.ts';
import { exampleIn } from './example.ts';
import { canCome } from './grid.ts';
import type { Report } from './report.ts';
import { plainName } from './site.ts';
import { intersect, type Spans, subtract } from './spans.ts';
import { leavesOf } from './tree-nodes.ts';

/** Branches that never fit, inputs for which a branch is missing, and what is wrong with tests and answers. */
export function checkTree(tree: Tree, dimensions: readonly Dimension[], report: Report): void {
  const whole = dimensions.map((dimension) => dimension.all);
  const complete = tree.outputs.some((output) => output.default !== undefined);
  const reached = new Map<Leaf, Box>();
  walk(tree.root, { box: whole, sure: true }, { dimensions, whole, complete, report, reached });
  const rules = leavesOf(tree.root).map((leaf) => {
    const box = reached.get(leaf);
    const example = () => (box === undefined ? undefined : exampleIn(report.site, dimensions, box));
    return { id: leaf.id, then: leaf.then, example };
  });
  checkOutputs(report.site, { outputs: tree.outputs, rules }, report);
}

interface Setting {
  readonly dimensions: readonly Dimension[];
  readonly whole: Box;
  /** A default answers what no branch fits. */
  readonly complete: boolean;
  readonly report: Report;
  /** Fills with the inputs that arrive at each leaf. */
  readonly reached: Map<Leaf, Box>;
}

/** The inputs that arrive at a node; not `sure` where some of them may not. */
interface Arriving {
  readonly box: Box;
  readonly sure: boolean;
}

function walk(node: Branching | Leaf, arriving: Arriving, setting: Setting): void {
  if (!('ask' in node)) {
    setting.reached.set(node, arriving.box);
    return;
  }
  if (!setting.report.work.box(node.branches.length)) return;
  const at = setting.dimensions.findIndex(({ expression }) => expression === plainName(node.ask));
  const dimension = setting.dimensions[at];
  if (dimension === undefined) return;
  let left = arriving.box[at] ?? [];
  let sure = arriving.sure;
  for (const { test, then } of node.branches) {
    const cell = parseCell(test);
    const rules = leavesOf(then).map((leaf) => leaf.id);
    const example = () => exampleIn(setting.report.site, setting.dimensions, arriving.box);
    checkCell({ cell, text: test, rules, dimension, example }, setting.report);
    const spans = dimension.spansOf(cell);
    const arrives = intersect(arriving.box[at] ?? [], spans ?? dimension.all);
    const taken = intersect(left, arrives);
    const masked = arrives.length > 0;
    const near = masked ? placed(arriving.box, at, arrives) : arriving.box;
    if (taken.length === 0) addUnreached(node, test, { rules, masked, near }, setting);
    else walk(then, { box: placed(arriving.box, at, taken), sure: sure && spans !== undefined }, setting);
    if (spans === undefined) sure = false;
    else left = subtract(left, spans);
  }
  if (left.length > 0 && !setting.complete)
    addMissing(node, { box: placed(arriving.box, at, left), sure }, setting);
}

function placed(box: Box, at: number, spans: Spans): Box {
  return box.map((own, index) => (index === at ? spans : own));
}

function addUnreached(
  node: Branching,
  test: string,
  branch: { readonly rules: readonly string[]; readonly masked: boolean; readonly near: Box },
  { dimensions, report }: Setting,
): void {
  const ask = plainName(node.ask);
  const names = branch.rules.join(', ');
  report.add(branch.masked ? 'masked' : 'unreachable', 'warning', {
    rules: branch.rules,
    column: ask,
    text: branch.masked
      ? {
          en: `The branch ${test} of ${ask} (${names}) is never taken: branches before it take all that it fits.`,
          zh: `${ask} 的分支 ${test}（${names}）永远不会被选中：前面的分支已全部命中。`,
        }
      : {
          en: `The branch ${test} of ${ask} (${names}) is never taken: nothing that arrives there passes.`,
          zh: `${ask} 的分支 ${test}（${names}）永远不会被选中：到达此处的输入都不满足。`,
        },
    example: exampleIn(report.site, dimensions, branch.near),
  });
}

function addMissing(node: Branching, missing: Arriving, { dimensions, whole, report }: Setting): void {
  const certain = missing.sure && canCome({ dimensions, whole }, missing.box);
  const where = describeBox(dimensions, missing.box);
  const ask = plainName(node.ask);
  report.add('gap', certain ? 'warning' : 'note', {
    certain,
    rules: leavesOf(node).map((leaf) => leaf.id),
    column: ask,
    text: {
      en: `No branch of ${ask} fits ${where.en}${certain ? '' : ', if that can come'}.`,
      zh: `${ask} 没有分支命中：${where.zh}${certain ? '' : '（若会出现）'}。`,
    },
    where: testsByInput(dimensions, missing.box),
    example: exampleIn(report.site, dimensions, missing.box),
  });
}
