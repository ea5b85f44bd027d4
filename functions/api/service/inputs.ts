import { nothing } from '../nothing.ts';

/** What the service's operations take. */
export const serviceInputs = {
  getHealth: () => ({ path: nothing(), query: nothing() }),
  getOpenApi: () => ({ path: nothing(), query: nothing() }),
};
