import * as z from 'zod';
import { modelSchema } from './schema.ts';

/** The published JSON Schema (2020-12) of a decision model; `x-description-zh` has the descriptions in Chinese. */
export function modelJsonSchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(modelSchema(), { io: 'input' });
}
