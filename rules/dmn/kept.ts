import type { DmnModdle } from 'dmn-moddle';
import { ModelUnfit } from '../unfit.ts';
import { type Edition, type Element, isElement } from './elements.ts';
import type { Place } from './place.ts';

/** What an element of a file held that Baton does not use, as JSON: attributes and elements by their names. */
export interface Kept {
  readonly [property: string]: KeptValue;
}
type KeptValue = string | number | boolean | Kept | readonly KeptValue[];

/** What an element holds beside the properties that were used, without an id that says no more than its place. */
export function restOf(element: Element, place: Place, used: readonly string[]): Kept | undefined {
  const { $type, ...rest } = keptOf(element);
  const kept = Object.entries(rest).filter(
    ([name, value]) => !used.includes(name) && !(name === 'id' && value === place.made),
  );
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** Of the diagrams' namespaces, the newest: what they say is the same. */
const DIAGRAMS = 'https://www.omg.org/spec/DMN/20230324/DMNDI/';
const OLDER_DIAGRAMS = 'https://www.omg.org/spec/DMN/20191111/DMNDI/';
// Namespaces that are declared anew wherever they are used: the language's own, those of diagrams, bpmn.io's, Baton's.
const DECLARED =
  /^(https:\/\/www\.omg\.org\/spec\/DMN\/\d{8}\/MODEL\/|http:\/\/www\.omg\.org\/spec\/DMN\/20180521\/D[CI]\/|http:\/\/bpmn\.io\/schema\/dmn\/biodi\/2\.0|urn:baton:dmn)$/;

export function keptOf(element: Element): Kept {
  const { ns, isGeneric } = element.$descriptor;
  const properties = isGeneric
    ? Object.entries(element).filter(([name]) => !name.startsWith('$'))
    : [
        ...Object.entries(element).filter(([name]) => name !== '$type'),
        ...Object.entries(element.$attrs ?? {}),
      ];
  return {
    $type: element.$type,
    ...(isGeneric && { $namespace: newest(ns.uri ?? '') }),
    ...Object.fromEntries(
      properties
        .filter(([, value]) => !(Array.isArray(value) && value.length === 0))
        .filter(([name, value]) => !(/^:?xmlns\b/.test(name) && DECLARED.test(String(value))))
        .map(([name, value]) => [name, /^:?xmlns\b/.test(name) ? newest(String(value)) : keptValue(value)]),
    ),
    ...(element.$body?.trim() && { $body: element.$body }),
    ...(element.$children && { $children: element.$children.map(keptOf) }),
  };
}

function newest(namespace: string): string {
  return namespace === OLDER_DIAGRAMS ? DIAGRAMS : namespace;
}

function keptValue(value: unknown): KeptValue {
  if (Array.isArray(value)) return value.map(keptValue);
  return isElement(value) ? keptOf(value) : (value as KeptValue);
}

// What stands in a tag unescaped.
const NAME = /^:?[\p{L}_][\p{L}\p{N}\p{M}_.-]*(:[\p{L}_][\p{L}\p{N}\p{M}_.-]*)?$/u;

/** The properties that were kept, for an element of this edition. Throws `ModelUnfit` for what no file ever held. */
export function propertiesOf(moddle: DmnModdle, kept: Kept, edition: Edition): Record<string, unknown> {
  return Object.fromEntries(Object.entries(kept).map(([name, value]) => [named(name), back(name, value)]));

  function back(name: string, value: KeptValue): unknown {
    if (Array.isArray(value)) return value.map((one: KeptValue) => back('', one));
    if (typeof value === 'object') return elementOf(moddle, value as Kept, edition);
    return /^:?xmlns\b/.test(name) ? namespaceIn(edition, String(value)) : value;
  }
}

function elementOf(moddle: DmnModdle, kept: Kept, edition: Edition): Element {
  const { $type, $namespace, $body, $children, ...rest } = kept;
  const properties = propertiesOf(moddle, rest, edition);
  try {
    if ($namespace === undefined) return moddle.create(named(String($type)), properties);
    return moddle.createAny(named(String($type)), namespaceIn(edition, String($namespace)), {
      ...properties,
      ...($body !== undefined && { $body: String($body) }),
      ...(Array.isArray($children) && {
        $children: $children.map((child: KeptValue) => elementOf(moddle, child as Kept, edition)),
      }),
    });
  } catch (error) {
    if (error instanceof ModelUnfit) throw error;
    throw new ModelUnfit('DMN', [{ path: 'dmn', message: `there is no element ${String($type)}` }]);
  }
}

function named(name: string): string {
  if (NAME.test(name)) return name;
  throw new ModelUnfit('DMN', [
    { path: 'dmn', message: `nothing in a file has the name ${JSON.stringify(name)}` },
  ]);
}

function namespaceIn(edition: Edition, namespace: string): string {
  return namespace === DIAGRAMS && edition !== '1.5' ? OLDER_DIAGRAMS : namespace;
}

/** What is kept at a place, and at those in it. */
interface KeptTree {
  $?: Kept;
  [name: string]: KeptTree | Kept | undefined;
}

/** What is kept of a file, by its places. */
export class Keeping {
  readonly #tree: KeptTree;

  constructor(tree: Readonly<Record<string, unknown>> = {}) {
    this.#tree = tree as KeptTree;
  }

  add({ path }: Place, kept: Kept): void {
    let node = this.#tree;
    for (const name of path) {
      const next = (node[name] as KeptTree | undefined) ?? {};
      node[name] = next;
      node = next;
    }
    node.$ = { ...node.$, ...kept };
  }

  at({ path }: Place): Kept {
    let node: KeptTree | undefined = this.#tree;
    for (const name of path) node = node?.[name] as KeptTree | undefined;
    return node?.$ ?? {};
  }

  /** For the model. */
  all(): { readonly dmn?: Readonly<Record<string, unknown>> } {
    return Object.keys(this.#tree).length > 0 ? { dmn: this.#tree } : {};
  }
}
