import { isDeepStrictEqual } from 'node:util';
import type { Change, Version } from '../../adapters/ports/records.ts';
import type { Who } from '../../engine/entry.ts';
import { keyReused, revisionMismatch } from './problem.ts';

/** A record that a request wants to change. */
export interface Changing<C extends object> {
  /** The newest version; throws where there is none. */
  readonly read: () => Promise<Version<C>>;
  readonly at: (revision: number) => Promise<Version<C> | undefined>;
  readonly change: (before: Version<C>, change: Change<C>) => Promise<Version<C> | undefined>;
  readonly mend: () => Promise<unknown>;
  readonly who: Who;
  /** Epoch milliseconds. */
  readonly now: number;
  /** What `If-Match` says. */
  readonly revision: number;
}

/**
 * Changes a record that stands at the revision of the request: `next` makes its new content. Where nothing changes,
 * nothing is written. Where it stands one revision further and this very change is what was made of it, by the same
 * caller, the answer to an earlier try was lost: it comes again. Throws a `Refusal` for any other revision.
 */
export async function changeRecord<C extends object>(
  { read, at, change, mend, who, now, revision }: Changing<C>,
  next: (before: Version<C>, at: number) => Promise<C> | C,
): Promise<Version<C>> {
  for (;;) {
    const found = await read();
    if (found.revision !== revision) {
      const before = found.revision === revision + 1 ? await at(revision) : undefined;
      const same = before && isDeepStrictEqual(plain(await next(before, found.at)), plain(found.content));
      if (!same || !isDeepStrictEqual(found.who, who)) throw revisionMismatch(revision, found.revision);
      await mend();
      return found;
    }
    const content = await next(found, now);
    if (isDeepStrictEqual(plain(content), plain(found.content))) return found;
    const version = await change(found, { content, who, at: now });
    if (version !== undefined) return version;
  }
}

/** Throws a `Refusal` where the record that stands under a key is not the one that this request would have made. */
export function checkSame(content: object, existing: object): void {
  if (!isDeepStrictEqual(plain(content), plain(existing))) throw keyReused();
}

/** As it comes back from the store. */
function plain(content: object): unknown {
  return JSON.parse(JSON.stringify(content));
}
