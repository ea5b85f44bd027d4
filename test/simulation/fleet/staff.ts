import type { Staff } from '../../../engine/ports.ts';

/** Three people who are always there and may do everything. */
export const staff: Staff = {
  present: async () => ['ann', 'bob', 'cyd'],
  get: async () => undefined,
  ofTeam: async () => [],
};
