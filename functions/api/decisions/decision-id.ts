import * as z from 'zod';

/** An id that a decision may have; what else is asked for is not there. */
export const decisionId = () =>
  z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,59}$/, 'must be the id of a decision')
    .meta({ description: 'The id of a decision.', examples: ['lead-routing'] });
