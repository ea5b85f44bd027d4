import { parseCell } from '../cells/parse.ts';
import type { Branching, Leaf, Tree } from '../model.ts';
import { type Dimension, dimensionOf } from './dimension.ts';
import { declaredType } from './grid.ts';
import { plainName, type Site } from './site.ts';
import { sourceOf } from './source.ts';

/** Every place where the tree asks, in order. */
export function branchingsOf(node: Branching | Leaf): Branching[] {
  return 'ask' in node ? [node, ...node.branches.flatMap(({ then }) => branchingsOf(then))] : [];
}

/** Where the tree, or a part of it, ends. */
export function leavesOf(node: Branching | Leaf): Leaf[] {
  return 'ask' in node ? node.branches.flatMap(({ then }) => leavesOf(then)) : [node];
}

/** One dimension for each expression that the tree asks for, wherever it does. */
export function treeDimensions(site: Site, tree: Tree): Dimension[] {
  const branchings = branchingsOf(tree.root);
  const expressions = [...new Set(branchings.map(({ ask }) => plainName(ask)))];
  return expressions.map((expression) => {
    const asking = branchings.filter(({ ask }) => plainName(ask) === expression);
    const source = sourceOf(expression, site.names);
    const types = asking.map(({ type }) => type);
    const allowed = new Set(asking.flatMap((branching) => branching.allowed ?? []));
    const cells = asking.flatMap(({ branches }) => branches.map(({ test }) => parseCell(test)));
    return dimensionOf(expression, source, declaredType(types, source, site), [...allowed], cells);
  });
}
