import * as z from 'zod';
import { next } from '../output-fields.ts';
import type { AnyPart } from './part.ts';
import { parts } from './parts.ts';
import type { recordRoutes } from './routes.ts';
import { shelves } from './shelves.ts';

/** What the operations of the kinds on the shelves answer on success. */
export const recordOutputs = Object.fromEntries(
  shelves.flatMap(({ kind, one, many }): [string, z.ZodType][] => {
    const { output }: AnyPart = parts[kind];
    const page = z.strictObject({ items: z.array(output), cursor: next }).meta({ id: `${one}Page` });
    return [
      [`create${one}`, output],
      [`list${many}`, page],
      [`get${one}`, output],
      [`change${one}`, output],
      [`remove${one}`, output],
    ];
  }),
) as { readonly [O in (typeof recordRoutes)[number]['operationId']]: z.ZodType };
