import type { Random } from '../random.ts';

/** Few, so that what is told of one reaches several processes. */
export const customers = ['c-1', 'c-2', 'c-3', 'c-4', 'c-5'] as const;

export function anyCustomer(random: Random): string {
  return random.pick(customers);
}
