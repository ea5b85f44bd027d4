import { isDeepStrictEqual } from 'node:util';
import type { Branching, Leaf, Table, Tree, Words } from '../model.ts';
import { NotConvertible } from '../trees/not-convertible.ts';
import { tableOf } from '../trees/table-of.ts';
import { childIn, childrenIn, type Element, textIn } from './elements.ts';

/**
 * The tree that a table was written of, where the table still says the same: whoever changed the table elsewhere meant
 * what stands there, and then there is none.
 */
export function treeIn(element: Element, table: Table): Tree | undefined {
  const json = textIn(treeElement(element), 'json');
  if (json === undefined) return undefined;
  try {
    const tree: Tree = { kind: 'tree', outputs: table.outputs, root: nodeFrom(JSON.parse(json), 0) };
    return isDeepStrictEqual(tableOf(tree), table) ? tree : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError || error instanceof NotConvertible)
      return undefined;
    throw error;
  }
}

export function treeElement(element: Element): Element | undefined {
  return childrenIn(childIn(element, 'extensionElements'), 'values').find(
    ({ $type }) => $type === 'baton:Tree',
  );
}

const DEEPEST = 200;

/** Throws `TypeError` for what is no such thing. */
function nodeFrom(json: unknown, depth: number): Branching | Leaf {
  if (!isRecord(json) || depth > DEEPEST) throw new TypeError('no place of a tree');
  const { ask, branches, id, then, note, title, type, allowed } = json;
  if (typeof ask !== 'string') {
    if (typeof id !== 'string' || !Array.isArray(then)) throw new TypeError('no leaf');
    return { id, then: then.map(String), ...(typeof note === 'string' && { note }) };
  }
  if (!Array.isArray(branches)) throw new TypeError('no branches');
  const words = wordsFrom(title);
  return {
    ask,
    ...(words && { title: words }),
    ...(typeof type === 'string' && { type }),
    ...(typeof allowed === 'string' && { allowed }),
    branches: branches.map((branch: unknown) => {
      if (!isRecord(branch)) throw new TypeError('no branch');
      return { test: String(branch.test), ...further(nodeFrom(branch.then, depth + 1)) };
    }),
  };
}

function further(then: Branching | Leaf): { readonly then: Branching | Leaf } {
  return { then };
}

function wordsFrom(json: unknown): Words | undefined {
  if (!isRecord(json) || typeof json.en !== 'string') return undefined;
  return { en: json.en, ...(typeof json.zh === 'string' && { zh: json.zh }) };
}

function isRecord(json: unknown): json is Record<string, unknown> {
  return typeof json === 'object' && json !== null;
}
