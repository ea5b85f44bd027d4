import { isDeepStrictEqual } from 'node:util';
import { type Finding, type Part, within } from './part.ts';

/** How the members of a list are told apart, and compared where both lists have them. */
export interface Membership<T> {
  readonly part: (member: T, index: number) => Part;
  /** What tells a member from the others; without it, its position. */
  readonly key?: (member: T) => string | undefined;
  /** Whether their order says something. */
  readonly ordered?: boolean;
  /** A new member, or one that is gone, in a few words. */
  readonly summary?: (member: T) => string;
  readonly inner?: (finding: Finding, before: T, after: T) => void;
}

/** Tells which members came, went, moved, and what of the others changed. */
export function members<T>(
  finding: Finding,
  before: readonly T[] = [],
  after: readonly T[] = [],
  { part, key, ordered = false, summary, inner }: Membership<T>,
): void {
  if (isDeepStrictEqual(before, after)) return;
  const { place, found } = finding;
  const [old, now] = [keyed(before, key), keyed(after, key)];
  for (const [id, { member, index }] of old) {
    if (now.has(id)) continue;
    const text = summary?.(member);
    found.push({ place, kind: 'removed', what: part(member, index), ...(text && { before: text }) });
  }
  const moved = ordered ? movedIn([...old.keys()], [...now.keys()]) : new Set<string>();
  for (const [id, { member, index }] of now) {
    const was = old.get(id);
    const what = part(member, index);
    if (was === undefined) {
      const text = summary?.(member);
      found.push({ place, kind: 'added', what, ...(text && { after: text }) });
      continue;
    }
    if (moved.has(id)) {
      found.push({ place, kind: 'moved', what, before: String(was.index + 1), after: String(index + 1) });
    }
    inner?.(within(finding, what), was.member, member);
  }
}

/** The members of a list by their keys; the second of one key is told by its position among these. */
export function keyed<T>(
  list: readonly T[],
  key: ((member: T) => string | undefined) | undefined,
): Map<string, { readonly member: T; readonly index: number }> {
  const found = new Map<string, { member: T; index: number }>();
  for (const [index, member] of list.entries()) {
    const own = key?.(member) ?? '';
    let id = JSON.stringify([own, 1]);
    for (let more = 2; found.has(id); more++) id = JSON.stringify([own, more]);
    found.set(id, { member, index });
  }
  return found;
}

/** As few as explain the new order of those that are in both: all but a longest run that kept its order. */
function movedIn(before: readonly string[], after: readonly string[]): Set<string> {
  const places = new Map(before.map((id, index) => [id, index]));
  const common = after.filter((id) => places.has(id));
  const at = (id: string) => places.get(id) ?? 0;
  // By the length of a run: where the one that ends first ends; and what came before each in its run.
  const ends: string[] = [];
  const earlier = new Map<string, string | undefined>();
  for (const id of common) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at(ends[middle] ?? '') < at(id)) low = middle + 1;
      else high = middle;
    }
    earlier.set(id, ends[low - 1]);
    ends[low] = id;
  }
  const kept = new Set<string>();
  for (let id = ends.at(-1); id !== undefined; id = earlier.get(id)) kept.add(id);
  return new Set(common.filter((id) => !kept.has(id)));
}
