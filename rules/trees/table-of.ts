import { parseCell } from '../cells/parse.ts';
import type { Branching, InputClause, Leaf, Rule, Table, Tree } from '../model.ts';
import { NotConvertible } from './not-convertible.ts';
import { Pieces } from './pieces.ts';

/** A question of the table's, and which of those on one way that ask the same it is. */
interface Column {
  readonly key: string;
  readonly input: InputClause;
}

interface Step {
  readonly column: string;
  readonly test: string;
}

/**
 * A tree as a table under F: a column for each question, a rule for each leaf, in the tree's order. It answers alike, as
 * long as every input is of its type and among its allowed values, also where the tree does not ask for it. Where a tree
 * ends without an answer, and a later branch would fit, a rule of its own (`none-1` …) says so. Throws `NotConvertible`
 * where that cannot be said.
 */
export function tableOf(tree: Tree): Table {
  const columns = new Map<string, Column>();
  const found: { readonly way: readonly Step[]; readonly leaf: Leaf }[] = [];
  let dead = 0;
  walk(tree.root, [], false);

  const ids = new Set<string>();
  const noted = found.some(({ leaf }) => leaf.note !== undefined);
  return {
    kind: 'table',
    hitPolicy: 'F',
    inputs: [...columns.values()].map(({ input }) => input),
    outputs: tree.outputs,
    ...(noted && { annotations: ['note'] }),
    rules: found.map(ruleOf),
  };

  /** `caught`: what fits nothing here would fit something that is asked later. */
  function walk(node: Branching | Leaf, way: readonly Step[], caught: boolean): void {
    if (!('ask' in node)) {
      found.push({ way, leaf: node });
      return;
    }
    const column = columnOf(node, way);
    node.branches.forEach(({ test, then }, index) => {
      const later = node.branches.slice(index + 1).some((branch) => overlap(test, branch.test, node.type));
      walk(then, [...way, { column, test }], caught || later);
    });
    if (caught && !node.branches.some(({ test }) => test.trim() === '-'))
      found.push({ way, leaf: deadEnd() });
  }

  function columnOf(node: Branching, way: readonly Step[]): string {
    const question = JSON.stringify([node.ask, node.type, node.allowed]);
    const before = way.filter(({ column }) => columns.get(column)?.key === question).length;
    const name = `${question} ${before}`;
    const { ask, branches, ...rest } = node;
    if (!columns.has(name)) columns.set(name, { key: question, input: { expression: ask, ...rest } });
    return name;
  }

  function deadEnd(): Leaf {
    const defaults = tree.outputs.map((output) => output.default);
    if (tree.outputs.length > 1 && defaults.every((text) => text === undefined)) {
      throw new NotConvertible('it ends without an answer where a later branch would fit');
    }
    dead += 1;
    return { id: `none-${dead}`, then: defaults.map((text) => text ?? 'null') };
  }

  function ruleOf({ way, leaf }: (typeof found)[number]): Rule {
    let { id } = leaf;
    for (let more = 2; ids.has(id); more++) id = `${leaf.id}-${more}`;
    ids.add(id);
    const when = [...columns.keys()].map((name) => way.find(({ column }) => column === name)?.test ?? '-');
    return { id, when, then: leaf.then, ...(noted && { annotations: [leaf.note ?? ''] }) };
  }
}

/** Whether a value may pass both; of what only FEEL can tell, it may. */
function overlap(one: string, other: string, type: string | undefined): boolean {
  const cells = [parseCell(one, type), parseCell(other, type)];
  if (cells.some(({ kind }) => kind === 'beyond')) return true;
  const pieces = new Pieces(cells);
  const [a = [], b = []] = cells.map((cell) => pieces.passing(cell));
  return a.some((passes, piece) => passes && b[piece] === true);
}
