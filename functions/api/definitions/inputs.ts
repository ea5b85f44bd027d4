import * as z from 'zod';
import { field } from '../fields.ts';
import { nothing } from '../nothing.ts';

const language = () =>
  z
    .enum(['en', 'zh'])
    .default('en')
    .meta({ description: 'The language of its titles: English, or Chinese.' });

const diagram = () => ({
  path: z.strictObject({ process: field.process }),
  query: z.strictObject({ version: field.version, lang: language() }),
});

/** What the definitions' operations take. */
export const definitionInputs = {
  listDefinitions: () => ({ path: nothing(), query: nothing() }),
  getDefinition: () => ({
    path: z.strictObject({ process: field.process }),
    query: z.strictObject({ version: field.version }),
  }),
  drawDefinition: diagram,
  writeDiagram: diagram,
};
