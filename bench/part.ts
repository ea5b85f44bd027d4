import type { Figure } from './figure.ts';

/** What a part is given. */
export interface Tools {
  /** A folder for bundles; gone after the run. */
  readonly folder: string;
  readonly progress: (line: string) => void;
}

/** One thing that is measured. */
export interface Part {
  /** How `--only` calls it. */
  readonly name: string;
  /** What the figures stand beside, for the table's heading. */
  readonly beside: string;
  run(tools: Tools): Promise<readonly Figure[]>;
}
