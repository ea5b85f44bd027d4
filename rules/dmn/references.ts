import type { Model } from '../model.ts';
import type { Element } from './elements.ts';
import { elementsOf, Ids } from './ids.ts';
import { Keeping } from './kept.ts';
import { namespaceOfId } from './model-id.ts';
import { type Place, placesIn, ROOT, wordsOf } from './place.ts';
import type { Writing } from './writing.ts';

/** What may be required in a model, by names, also those of imported models (`shared.Discount`). */
export class References {
  readonly #targets = new Map<string, { readonly sort: string; readonly href: string }>();

  constructor(model: Model) {
    for (const { name, namespace, model: imported } of importsOf(model)) {
      this.#add(imported, new Ids(imported), `${name}.`, namespace);
    }
    this.#add(model, new Ids(model), '', '');
  }

  /** The element that refers to what has this name; undefined, and an issue, where nothing has. */
  element(
    { moddle, issues }: Writing,
    name: string,
    place: Place,
  ): { readonly sort: string; readonly element: Element } | undefined {
    const target = this.#targets.get(name);
    if (target === undefined) {
      issues.push({ path: wordsOf(place), message: `nothing in the model has the name ${name}` });
      return undefined;
    }
    const { sort, href } = target;
    return { sort, element: moddle.create('dmn:DMNElementReference', { href }) };
  }

  #add(model: Model, ids: Ids, prefix: string, namespace: string): void {
    for (const { sort, elements } of elementsOf(model)) {
      for (const { name } of elements) {
        this.#targets.set(`${prefix}${name}`, { sort, href: `${namespace}#${ids.of(name).id ?? ''}` });
      }
    }
  }
}

/** The models that a model imports, with the namespaces of their files. */
export function importsOf(model: Model) {
  const imports = model.imports ?? [];
  const kept = new Keeping(model.dmn);
  const places = placesIn(
    ROOT,
    'import',
    imports.map(({ name }) => name),
  );
  return imports.map((one, at) => {
    const place = places[at] ?? ROOT;
    const { namespace } = kept.at(place);
    return { ...one, place, namespace: namespace === undefined ? namespaceOf(one.model) : String(namespace) };
  });
}

export function namespaceOf(model: Model): string {
  const { namespace } = new Keeping(model.dmn).at(ROOT);
  return namespace === undefined ? namespaceOfId(model.id) : String(namespace);
}
