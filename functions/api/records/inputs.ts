import * as z from 'zod';
import { field } from '../fields.ts';
import { nothing } from '../nothing.ts';
import { recordField } from '../record-fields.ts';
import type { AnyPart } from './part.ts';
import { parts } from './parts.ts';
import type { recordRoutes } from './routes.ts';
import { shelves } from './shelves.ts';

type Operation = (typeof recordRoutes)[number]['operationId'];
type Input = () => { path: z.ZodObject; query: z.ZodObject; body?: z.ZodType };
type WithBody = () => { path: z.ZodObject; query: z.ZodObject; body: z.ZodType };

/** What the operations of the kinds on the shelves take. */
export const recordInputs = Object.fromEntries(
  shelves.flatMap(({ kind, one, many }): [string, Input][] => {
    const part: AnyPart = parts[kind];
    const path = () => z.strictObject({ [kind]: field.id });
    const query = () => (part.filters?.() ?? nothing()).extend(recordField.page.shape);
    return [
      [`create${one}`, () => ({ path: nothing(), query: nothing(), body: part.create() })],
      [`list${many}`, () => ({ path: nothing(), query: query() })],
      [`get${one}`, () => ({ path: path(), query: nothing() })],
      [`change${one}`, () => ({ path: path(), query: nothing(), body: part.change?.() })],
      [`remove${one}`, () => ({ path: path(), query: nothing() })],
    ];
  }),
) as { readonly [O in Operation]: O extends `create${string}` | `change${string}` ? WithBody : Input };
