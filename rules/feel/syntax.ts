import { parseExpression, parseUnaryTests } from 'feelin';
import type { Names } from '../logic/env.ts';
import type { Type } from '../types.ts';

type Tree = ReturnType<typeof parseExpression>;
type SyntaxNode = Tree['topNode'];

/** A piece of FEEL as feelin's grammar reads it, without what says nothing. */
export interface Syntax {
  readonly name: string;
  readonly text: string;
  readonly children: readonly Syntax[];
}

/** What was not FEEL: near which piece of the text. */
export interface Broken {
  readonly near: string;
}

/** Reads an expression, or unary tests; the names matter, since they may hold spaces and operators. */
export function read(text: string, form: 'expression' | 'tests', names: Names): Syntax | Broken {
  const context = shapeOf(names);
  const tree =
    form === 'expression'
      ? parseExpression(text, context, undefined)
      : parseUnaryTests(text, context, undefined);
  let near: string | undefined;
  tree.iterate({
    enter(node) {
      if (node.type.isError && near === undefined)
        near = text.slice(Math.max(0, node.from - 1), node.to + 8).trim();
    },
  });
  return near === undefined ? pieceOf(tree.topNode, text) : { near };
}

function pieceOf(node: SyntaxNode, text: string): Syntax {
  const children: Syntax[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (!child.type.isSkipped) children.push(pieceOf(child, text));
  }
  return { name: node.name, text: text.slice(node.from, node.to), children };
}

function shapeOf(names: Names): Record<string, unknown> {
  const shape: Record<string, unknown> = {};
  const made: Made = new Map();
  for (let at: Names | undefined = names; at !== undefined; at = at.outer) {
    for (const [name, type] of at.own) if (!Object.hasOwn(shape, name)) shape[name] = example(type, 0, made);
  }
  return shape;
}

const DEEPEST_SHAPE = 6;

/** Examples by depth and type: types may name the same ones again and again. */
type Made = Map<number, Map<Type, unknown>>;

function example(type: Type, depth: number, made: Made): unknown {
  if (depth > DEEPEST_SHAPE) return null;
  if (type.kind === 'list') return example(type.of, depth + 1, made);
  if (type.kind !== 'context') return null;
  const known = made.get(depth) ?? new Map<Type, unknown>();
  made.set(depth, known);
  if (!known.has(type)) {
    const fields = [...type.fields].map(([name, field]) => [name, example(field, depth + 1, made)]);
    known.set(type, Object.fromEntries(fields));
  }
  return known.get(type);
}
