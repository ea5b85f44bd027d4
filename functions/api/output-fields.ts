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

/** A moment, as every answer tells it. */
export const time = z.iso
  .datetime()
  .meta({ description: 'RFC 3339, UTC.', examples: ['2026-01-31T09:30:00.000Z'] });
