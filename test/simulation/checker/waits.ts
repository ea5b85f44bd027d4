import { type EffectToken, type Entry, keyOf, sameToken } from '../../../engine/entry.ts';
import type { Case } from './case.ts';

/** One effect, from the commit that asked for it to the one after which nobody waits for it. */
export interface Wait {
  readonly token: EffectToken;
  readonly key: string;
  readonly src: string;
  readonly input: unknown;
  /** Place of the entry that asked for it. */
  readonly from: number;
  /** Place of the first entry that does not wait for it any more; undefined where it is awaited still. */
  readonly to: number | undefined;
  /** Places of the entries that held it and handed it on again. */
  readonly holds: readonly number[];
  readonly retries: readonly number[];
}

/** Every effect that a journal asks for. */
export function waitsOf({ instance, entries }: Pick<Case, 'instance' | 'entries'>): readonly Wait[] {
  return entries.flatMap((entry, from) =>
    entry.effects
      .filter(({ revision }) => revision === entry.revision)
      .map((effect): Wait => {
        const isAwaited = ({ pending }: Entry) => pending.some((one) => sameToken(one, effect));
        const after = entries.slice(from + 1).findIndex((later) => !isAwaited(later));
        const to = after === -1 ? undefined : from + 1 + after;
        const places = [...entries.keys()].slice(from + 1, to);
        const heldAt = (place: number) =>
          entries[place]?.pending.some((one) => sameToken(one, effect) && one.held !== undefined) === true;
        return {
          token: effect,
          key: keyOf(instance, effect),
          src: effect.src,
          input: effect.input,
          from,
          to,
          holds: places.filter((place) => heldAt(place) && !heldAt(place - 1)),
          retries: places.filter((place) => !heldAt(place) && heldAt(place - 1)),
        };
      }),
  );
}
