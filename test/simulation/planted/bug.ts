import type { Climate } from '../climates.ts';

/** A mistake that somebody could make: an exact text of a source file, found once, and what stands there instead. */
export interface Bug {
  readonly name: string;
  /** Path from the repository's root. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** What goes wrong with it. */
  readonly why: string;
  /** The climate that is hard on it, where it hardly shows in the others. */
  readonly climate?: Climate;
}

/** The source with the bug in it. Throws where the text is not there exactly once: the bug must be planted anew. */
export function planted(bug: Bug, source: string): string {
  const places = source.split(bug.find).length - 1;
  if (places !== 1) {
    throw new Error(
      `The bug ${bug.name} finds its text ${places} times in ${bug.file}; it must be there once.`,
    );
  }
  return source.replace(bug.find, () => bug.replace);
}
