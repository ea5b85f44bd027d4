import * as z from 'zod';
import { time } from '../output-fields.ts';

const customer = z
  .strictObject({
    customer: z.string(),
    name: z.string(),
    email: z.string(),
    language: z.enum(['en', 'zh']),
    createdAt: time,
  })
  .meta({ id: 'Customer' });

/** What the customers' operations answer on success. */
export const customerOutputs = { createCustomer: customer, getCustomer: customer } as const;

export type CustomerBody = z.output<typeof customer>;
