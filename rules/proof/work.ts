import type { ProofLimits } from './proof.ts';

/** Counts what a proof does. Once the limits are reached, it stays at its end. */
export class Work {
  readonly limits: ProofLimits;
  boxes = 0;
  comparisons = 0;
  ended = false;

  constructor(limits: ProofLimits) {
    this.limits = limits;
  }

  /** Whether there is work left for one more box that is compared this often. */
  box(comparisons: number): boolean {
    this.boxes += 1;
    return this.compare(comparisons);
  }

  compare(comparisons: number): boolean {
    this.comparisons += comparisons;
    if (this.boxes > this.limits.boxes || this.comparisons > this.limits.comparisons) this.ended = true;
    return !this.ended;
  }
}
