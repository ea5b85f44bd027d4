import { TypeGuards } from 'liquidjs';
import { type Field, type Fields, isGroup, isList, type Leaf } from './fields.ts';

/** A value of a template that cannot be: the problem, as a person reads it. */
export class Wrong {
  readonly problem: string;
  constructor(problem: string) {
    this.problem = problem;
  }
}

/** Names that a place of a template knows: the fields, and what the loops around it call their elements. */
export interface Names {
  /** What a token of an expression stands for. */
  kindOf(token: unknown): Field | Wrong;
  /** The names within a loop. */
  within(variable: string, element: Field): Names;
}

const FORLOOP: Fields = { index: 'number', first: 'boolean', last: 'boolean', length: 'number' };

export function createNames(fields: Fields): Names {
  return {
    kindOf(token) {
      if (TypeGuards.isPropertyAccessToken(token)) return kindOfPath(pathOf(token.props), fields);
      if (TypeGuards.isQuotedToken(token)) return 'text';
      if (TypeGuards.isNumberToken(token)) return 'number';
      if (TypeGuards.isLiteralToken(token)) return 'boolean';
      return new Wrong('this is neither a field nor a text nor a number');
    },
    within: (variable, element) => createNames({ ...fields, forloop: FORLOOP, [variable]: element }),
  };
}

/** The name of what a value is, as filters list it. */
export type Type = Leaf | 'list' | 'group';

export function typeOf(kind: Field): Type {
  return isList(kind) ? 'list' : isGroup(kind) ? 'group' : kind;
}

function pathOf(props: readonly unknown[]): readonly string[] | undefined {
  const path = props.map((prop) =>
    TypeGuards.isWordToken(prop) || TypeGuards.isQuotedToken(prop) ? prop.content : undefined,
  );
  return path.every((name) => name !== undefined) ? path : undefined;
}

function kindOfPath(path: readonly string[] | undefined, fields: Fields): Field | Wrong {
  if (path === undefined) return new Wrong('a field is named by a word, not by another value');
  let kind: Field = fields;
  for (const name of path) {
    const known: Field | undefined = isGroup(kind) && Object.hasOwn(kind, name) ? kind[name] : undefined;
    if (known !== undefined) kind = known;
    else if (isList(kind) && name === 'size') kind = 'number';
    else return new Wrong(`there is no field ${path.join('.')}`);
  }
  return kind;
}
