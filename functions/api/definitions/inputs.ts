import * as z from 'zod';
import { field } from '../fields.ts';
import { nothing } from '../nothing.ts';

/** What the definitions' operations take. */
export const definitionInputs = {
  listDefinitions: () => ({ path: nothing(), query: nothing() }),
  getDefinition: () => ({
    path: z.strictObject({ process: field.process }),
    query: z.strictObject({ version: field.version }),
  }),
};
