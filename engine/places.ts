import type { Place } from './definition.ts';

/** Where a state of the earlier version lies now; null where it is gone. */
export type WhereNow = (path: string) => string | null | undefined;

/**
 * Reads `states` of a migration for one instance. The longest named path that a state lies in decides; what is
 * named nowhere keeps its path. Functions are asked once.
 */
export function createPlaces(
  states: Readonly<Record<string, Place>>,
  context: unknown,
  leaves: readonly string[],
): WhereNow {
  const resolved = new Map<string, string | null | undefined>();
  return (path) => {
    const keys = path.split('.');
    for (let length = keys.length; length > 0; length--) {
      const named = keys.slice(0, length).join('.');
      const place = Object.hasOwn(states, named) ? states[named] : undefined;
      if (place === undefined) continue;
      if (!resolved.has(named)) resolved.set(named, resolve(place, context, leaves));
      const now = resolved.get(named);
      return typeof now === 'string' ? [now, ...keys.slice(length)].join('.') : now;
    }
    return path;
  };
}

/** A place for this context. */
export function resolve(
  place: Place,
  context: unknown,
  leaves: readonly string[],
): string | null | undefined {
  return typeof place === 'function' ? place(context as never, leaves) : place;
}
