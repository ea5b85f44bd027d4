import * as z from 'zod';
import { field } from '../fields.ts';
import { nothing } from '../nothing.ts';
import { recordField } from '../record-fields.ts';
import type { AnyJobPart } from './part.ts';
import { jobParts } from './parts.ts';
import type { jobRoutes } from './routes.ts';
import { jobShelves } from './shelves.ts';

type Operation = (typeof jobRoutes)[number]['operationId'];
type Input = () => { path: z.ZodObject; query: z.ZodObject; body?: z.ZodType };
type WithBody = () => { path: z.ZodObject; query: z.ZodObject; body: z.ZodType };

/** What the operations on jobs take. */
export const jobInputs = Object.fromEntries(
  jobShelves.flatMap(({ kind, one, many }): [string, Input][] => {
    const part: AnyJobPart = jobParts[kind];
    const path = () => z.strictObject({ [kind]: field.id });
    const deed = () => ({ path: path(), query: nothing(), body: nothing().optional() });
    return [
      [`create${one}`, () => ({ path: nothing(), query: nothing(), body: part.create() })],
      [`list${many}`, () => ({ path: nothing(), query: recordField.page })],
      [`get${one}`, () => ({ path: path(), query: nothing() })],
      [`start${one}`, () => ({ path: path(), query: nothing(), body: part.start() })],
      [`pause${one}`, deed],
      [`resume${one}`, deed],
      [`cancel${one}`, deed],
    ];
  }),
) as { readonly [O in Operation]: O extends `get${string}` | `list${string}` ? Input : WithBody };
