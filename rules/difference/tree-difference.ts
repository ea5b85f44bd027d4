import type { Branching, Leaf, OutputClause, Tree } from '../model.ts';
import { members } from './members.ts';
import { change, type Finding, properties, within } from './part.ts';
import { outputName, outputsDifference } from './table-difference.ts';

export function treeDifference(finding: Finding, before: Tree, after: Tree): void {
  outputsDifference(finding, before.outputs, after.outputs);
  nodeDifference(finding, before.root, after.root, after.outputs);
}

function nodeDifference(
  finding: Finding,
  before: Branching | Leaf,
  after: Branching | Leaf,
  outputs: readonly OutputClause[],
): void {
  if ('ask' in before && 'ask' in after) branchingDifference(finding, before, after, outputs);
  else if ('ask' in before || 'ask' in after) {
    change(finding, { noun: 'branch' }, shortOf(before), shortOf(after));
  } else {
    change(finding, { noun: 'leaf' }, before.id, after.id);
    const inside = within(finding, { noun: 'leaf', name: after.id });
    for (let index = 0; index < Math.max(before.then.length, after.then.length); index++) {
      const what = { noun: 'cell', name: outputName(outputs[index], index) } as const;
      change(inside, what, before.then[index], after.then[index]);
    }
    properties(inside, before, after, { note: 'note' });
  }
}

function branchingDifference(
  finding: Finding,
  before: Branching,
  after: Branching,
  outputs: readonly OutputClause[],
): void {
  change(finding, { noun: 'question' }, before.ask, after.ask);
  const inside = within(finding, { noun: 'question', name: after.title ?? after.ask });
  properties(inside, before, after, { title: 'title', type: 'type', allowed: 'allowed' });
  members(inside, before.branches, after.branches, {
    part: ({ test }) => ({ noun: 'branch', name: test }),
    key: ({ test }) => test,
    ordered: true,
    summary: ({ then }) => shortOf(then),
    inner: (deeper, one, other) => nodeDifference(deeper, one.then, other.then, outputs),
  });
}

function shortOf(node: Branching | Leaf): string {
  return 'ask' in node ? `${node.ask}?` : `→ ${node.then.join(', ')}`;
}
