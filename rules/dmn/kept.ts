import type { DmnModdle } from 'dmn-moddle';
import { type Element, isElement } from './elements.ts';
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
const OLDER_DIAGRAMS = ['https://www.omg.org/spec/DMN/20191111/DMNDI/'];
const LANGUAGE = /^https:\/\/www\.omg\.org\/spec\/DMN\/\d{8}\/MODEL\/$/;

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
        // The language's own namespace is declared anew.
        .filter(([name, value]) => !(/^:?xmlns\b/.test(name) && LANGUAGE.test(String(value))))
        .map(([name, value]) => [name, /^:?xmlns\b/.test(name) ? newest(String(value)) : keptValue(value)]),
    ),
    ...(element.$body?.trim() && { $body: element.$body }),
    ...(element.$children && { $children: element.$children.map(keptOf) }),
  };
}

function newest(namespace: string): string {
  return OLDER_DIAGRAMS.includes(namespace) ? DIAGRAMS : namespace;
}

function keptValue(value: unknown): KeptValue {
  if (Array.isArray(value)) return value.map(keptValue);
  return isElement(value) ? keptOf(value) : (value as KeptValue);
}

/** The element that something was kept of. */
export function elementOf(moddle: DmnModdle, kept: Kept): Element {
  const { $type, $namespace, ...rest } = kept;
  const properties = propertiesOf(moddle, rest);
  return $namespace === undefined
    ? moddle.create(String($type), properties)
    : moddle.createAny(String($type), String($namespace), properties);
}

export function propertiesOf(moddle: DmnModdle, kept: Kept): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(kept).map(([name, value]) => [name, Array.isArray(value) ? value.map(back) : back(value)]),
  );

  function back(value: KeptValue): unknown {
    return typeof value === 'object' && !Array.isArray(value) ? elementOf(moddle, value as Kept) : value;
  }
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
