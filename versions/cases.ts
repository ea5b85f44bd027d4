import type { Definition } from '../engine/definition.ts';
import { type Explored, explore } from './explore.ts';
import { type Walk, walk } from './walk.ts';

/** Where instances of a version may stand, for the migrations that begin with it. */
export interface Cases {
  readonly from: Definition;
  readonly seed: number;
  /** State values that a search may go through. */
  readonly most: number;
  readonly walked: Walk;
  readonly explored: Explored;
}

export interface CaseOptions {
  readonly seed: number;
  /** Transitions of random runs. */
  readonly steps?: number;
  readonly most?: number;
}

/** Finds them, the same for the same seed: by random runs, and by a walk that does not ask guards. */
export function gatherCases(from: Definition, { seed, steps = 2000, most = 5000 }: CaseOptions): Cases {
  return { from, seed, most, walked: walk(from, most), explored: explore(from, { seed, steps }) };
}
