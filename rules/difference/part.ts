import type { Words } from '../model.ts';
import type { Noun } from './nouns.ts';

/** One thing in a model: a rule by its id, a column by its title. */
export interface Part {
  readonly noun: Noun;
  readonly name?: string | Words;
}

/** What is not as it was. `place` leads to it from the outside in. */
export interface Difference {
  readonly place: readonly Part[];
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  readonly what: Part;
  /** What was there, and what is; of what moved, the positions. */
  readonly before?: string;
  readonly after?: string;
}

/** Takes what is found, at the place where it is found. */
export interface Finding {
  readonly place: readonly Part[];
  readonly found: Difference[];
}

export function within(finding: Finding, part: Part): Finding {
  return { ...finding, place: [...finding.place, part] };
}

/** Compares properties that are texts, or as good as texts, under the nouns that people know them by. */
export function properties<T extends object>(
  { place, found }: Finding,
  before: T,
  after: T,
  nouns: { readonly [Key in keyof T]?: Noun },
): void {
  for (const [key, noun] of Object.entries(nouns) as [keyof T, Noun][]) {
    const [old, now] = [before[key], after[key]];
    if (!isWords(old) && !isWords(now)) change({ place, found }, { noun }, textOf(old), textOf(now));
    else {
      for (const language of ['en', 'zh'] as const) {
        change({ place, found }, { noun, name: language }, wordsIn(old, language), wordsIn(now, language));
      }
    }
  }
}

export function change(
  { place, found }: Finding,
  what: Part,
  before: string | undefined,
  after: string | undefined,
): void {
  if (before === after) return;
  const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  found.push({
    place,
    kind,
    what,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  });
}

function textOf(value: unknown): string | undefined {
  return value === undefined || typeof value === 'string' ? value : JSON.stringify(value);
}

function wordsIn(value: unknown, language: 'en' | 'zh'): string | undefined {
  return isWords(value) ? value[language] : undefined;
}

function isWords(value: unknown): value is Words {
  return typeof value === 'object' && value !== null && 'en' in value;
}
