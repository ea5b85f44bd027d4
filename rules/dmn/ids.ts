import type { Model } from '../model.ts';
import { type Place, placesIn, ROOT } from './place.ts';

/** An id as XML knows it, of letters that every tool takes. */
const NAME = /^[A-Za-z_][\w.-]*$/;

/** The ids of one file: no two are the same. */
export class Ids {
  readonly #kept = new Set<string>();
  readonly #taken = new Set<string>();
  /** The elements that others refer to, by their names. */
  readonly #elements = new Map<string, { readonly id: string; readonly key?: string }>();

  constructor(model: Model) {
    collectIds(model.dmn, this.#kept);
    for (const { places, elements } of elementsOf(model)) {
      elements.forEach((element, at) => {
        this.#elements.set(element.name, this.own(places[at] ?? ROOT, element.id));
      });
    }
  }

  /** The id of an input, a decision, knowledge or a service, and the key that brings back the model's own, if any. */
  of(name: string): { readonly id?: string; readonly key?: string } {
    return this.#elements.get(name) ?? {};
  }

  /** `id` where XML and the rest of the file allow it; otherwise one that is made, and `id` as its key. */
  own(place: Place, id: string | undefined): { readonly id: string; readonly key?: string } {
    if (id !== undefined && NAME.test(id) && !this.#kept.has(id) && !this.#taken.has(id)) {
      this.#taken.add(id);
      // Without its key, it would be read as one that was made.
      return id === place.made ? { id, key: id } : { id };
    }
    const made = this.made(place);
    return id === undefined && made.id === place.made ? made : { ...made, key: id ?? '' };
  }

  made(place: Place): { readonly id: string } {
    let id = place.made;
    while (this.#kept.has(id) || this.#taken.has(id)) id = `${id}_`;
    this.#taken.add(id);
    return { id };
  }
}

/** What a model consists of, with the places that its files tell them by. */
export function elementsOf(model: Model) {
  return [
    part('input', model.inputs),
    part('decision', model.decisions),
    part('knowledge', model.knowledge ?? []),
    part('service', model.services ?? []),
  ];

  function part(sort: string, elements: readonly { readonly id?: string; readonly name: string }[]) {
    const places = placesIn(
      ROOT,
      sort,
      elements.map(({ name }) => name),
    );
    return { sort, places, elements };
  }
}

function collectIds(value: unknown, ids: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (name === 'id' && typeof inner === 'string') ids.add(inner);
    else collectIds(inner, ids);
  }
}
