import * as z from 'zod';
import { instanceOutputs } from '../instances/outputs.ts';

const captured = z
  .strictObject({
    lead: instanceOutputs.startInstance,
    customer: z.string(),
    known: z.boolean().meta({ description: 'Whether the customer was there before.' }),
  })
  .meta({ id: 'CapturedLead' });

const thanks = z
  .strictObject({ en: z.string(), zh: z.string() })
  .meta({ id: 'Thanks', description: 'For whoever filled in the form.' });

/** What the leads' operations answer on success. */
export const leadOutputs = { captureLead: captured, postLeadForm: thanks } as const;
