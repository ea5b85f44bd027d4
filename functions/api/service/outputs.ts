import * as z from 'zod';

const health = z.strictObject({ status: z.literal('ok') }).meta({ id: 'Health' });

/** What the service's operations answer on success. */
export const serviceOutputs = {
  getHealth: health,
  getOpenApi: z.looseObject({ openapi: z.string() }),
} as const;
