/**
 * Where something stands in a model. `path` tells it by names where it has one, so that it is found again after others
 * were added before it; `made` is the id that it gets in a file where it has none, by its position.
 */
export interface Place {
  readonly path: readonly string[];
  readonly made: string;
}

/** The file itself. */
export const ROOT: Place = { path: [], made: 'model' };

/** A place for people. */
export function wordsOf({ path }: Place): string {
  return path.length === 0 ? 'file' : path.join(' / ');
}

/** A place that is the only one of its sort: a decision's logic. */
export function inside(place: Place, name: string, made = name): Place {
  return { path: [...place.path, name], made: place === ROOT ? made : `${place.made}_${made}` };
}

/** The places of things of one sort, by their names; what has none, or that of another, is told by its position. */
export function placesIn(place: Place, sort: string, names: readonly (string | undefined)[]): Place[] {
  const seen = new Set<string>();
  return names.map((name, index) => {
    const known = name !== undefined && !seen.has(name);
    if (known) seen.add(name);
    return inside(place, known ? `${sort} ${name}` : `${sort} #${index + 1}`, `${sort}_${index + 1}`);
  });
}

/** A rule's cell is told by its column. */
export function cellPlace(rule: Place, sort: string, column: Place | undefined, index: number): Place {
  return inside(rule, `${sort} ${column?.path.at(-1) ?? `#${index + 1}`}`, `${sort}_${index + 1}`);
}
