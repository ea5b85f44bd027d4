import * as z from 'zod';
import type { Filter } from '../../records/filter.ts';

const MOST_DEPTH = 8;
const MOST_PARTS = 50;

const name = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)?$/, 'must be the name of a field')
  .max(60)
  .meta({
    description: 'A field of customers: `owner`, `consent.email`, `fields.tier` …',
    examples: ['tags'],
  });
const fact = z.union([z.string().max(2000), z.number(), z.boolean()]);
const bound = z.union([z.number(), z.string().max(40)]);

const comparisons = {
  is: fact,
  in: z.array(fact).min(1).max(200),
  has: z.string().max(200),
  contains: z.string().min(1).max(200),
  exists: z.boolean(),
  atLeast: bound,
  below: bound,
  withinDays: z.number().min(-3650).max(3650),
};

/** A filter of the right shape; whether its fields are there, and can be asked so, is another question. */
export const filterSchema = (): z.ZodType<Filter> => schema;

// One union, whatever its depth: the shape refers to itself, and the depth is counted behind it.
const shape: z.ZodType<Filter> = z
  .lazy(() =>
    z.union([
      z.strictObject({ all: z.array(shape).min(1).max(MOST_PARTS) }),
      z.strictObject({ any: z.array(shape).min(1).max(MOST_PARTS) }),
      z.strictObject({ not: shape }),
      ...Object.entries(comparisons).map(([comparison, value]) =>
        z.strictObject({ field: name, [comparison]: value }),
      ),
    ]),
  )
  .meta({ id: 'Filter', description: '`all`, `any` and `not` over comparisons of one field each.' }) as never;

const schema = shape.refine(
  (filter) => depthOf(filter) <= MOST_DEPTH,
  `must not be deeper than ${MOST_DEPTH}`,
);

function depthOf(filter: Filter): number {
  if ('all' in filter) return 1 + Math.max(...filter.all.map(depthOf));
  if ('any' in filter) return 1 + Math.max(...filter.any.map(depthOf));
  return 'not' in filter ? 1 + depthOf(filter.not) : 1;
}
