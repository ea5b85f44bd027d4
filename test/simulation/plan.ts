import type { Climate } from './climates.ts';
import type { WaveOptions } from './wave.ts';

/** Which waves there are: of one seed and one size. */
export interface Plan {
  readonly seed: number;
  /** Accepted events of one wave, and instances that live in it at once. */
  readonly events: number;
  readonly instances: number;
  /** The climates of the waves, one after the other and again from the beginning. */
  readonly climates: readonly Climate[];
}

/** One wave of a plan: a world of its own, whatever the others are. */
export function waveOf({ seed, events, instances, climates }: Plan, wave: number): WaveOptions {
  const mixed = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) + Math.imul(wave + 1, 0xc2b2ae35)) | 0;
  return { seed: mixed, events, instances, climate: climates[wave % climates.length] ?? 'storm' };
}
