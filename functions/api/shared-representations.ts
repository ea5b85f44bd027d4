import * as z from 'zod';

/** A JSON Schema, as data. */
export const jsonSchema = z
  .record(z.string(), z.unknown())
  .meta({ id: 'JsonSchema', description: 'A JSON Schema (2020-12).' });

/** Where the next page begins. */
export const next = z
  .string()
  .nullable()
  .meta({ description: 'The `cursor` of the next page; null on the last.' });
