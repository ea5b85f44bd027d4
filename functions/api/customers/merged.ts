import { Refusal } from '../problem.ts';

/** A 409 for a write to an id that leads to another customer now: what a caller saw under it may be something else. */
export function merged(survivor: string, prefix: string): Refusal {
  return new Refusal('customer-merged', 'The customer was merged into another; use its id.', {
    members: { customer: `${prefix}/customers/${survivor}` },
  });
}
