import { type Names, plainName } from './site.ts';
import { ANY, fieldType, type ValueType } from './value-type.ts';

/** Where the values of an input expression come from. */
export interface Source {
  /** Of an `input` or a `parameter`, every value of the type can come; of what is computed, nobody knows. */
  readonly kind: 'input' | 'parameter' | 'computed';
  /** The name that it begins with, and the fields that follow. */
  readonly root: string;
  readonly path: readonly string[];
  readonly type: ValueType;
}

const FIELD = /^[\p{L}_][\p{L}\p{N}_ ]*$/u;

/** A name or a path of fields is followed; whatever else FEEL can say is computed, of any type. */
export function sourceOf(expression: string, names: Names): Source {
  const text = plainName(expression);
  const named = names.get(text);
  if (named !== undefined) return { kind: named.kind, root: text, path: [], type: named.type };
  const [root = '', ...path] = text.split('.').map((step) => step.trim());
  const from = names.get(root);
  const followed = from !== undefined && path.length > 0 && path.every((step) => FIELD.test(step));
  if (!followed) return { kind: 'computed', root: text, path: [], type: ANY };
  const type = fieldType(from.type, path);
  const kind = throughContexts(from.type, path) ? from.kind : 'computed';
  return { kind, root, path, type };
}

/** Whether one can be chosen without the other: neither is a part of the other. */
export function areIndependent(sources: readonly Source[]): boolean {
  const paths = sources.map((source) => [source.root, ...source.path].join('\n'));
  return paths.every((path, index) =>
    paths.every((other, at) => at === index || !(other === path || other.startsWith(`${path}\n`))),
  );
}

/** A path through a list gives a list. */
function throughContexts(type: ValueType, path: readonly string[]): boolean {
  if (path.length === 0) return true;
  if (type.kind === 'any') return true;
  return type.kind === 'context' && throughContexts(fieldType(type, path.slice(0, 1)), path.slice(1));
}
