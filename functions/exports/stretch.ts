/** What one step of an export wrote: some of its items, as text, and where to go on unless that was all. */
export interface Stretch {
  readonly text: string;
  readonly items: number;
  /** JSON. */
  readonly onward?: unknown;
}

/** Characters after which a stretch ends. */
export const ENOUGH = 512 * 1024;
