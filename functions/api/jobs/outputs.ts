import * as z from 'zod';
import { next } from '../output-fields.ts';
import { recordTimes } from '../record-fields.ts';
import type { AnyJobPart } from './part.ts';
import { jobParts } from './parts.ts';
import { progressShape } from './progress.ts';
import type { jobRoutes } from './routes.ts';
import { jobShelves } from './shelves.ts';

/** What the operations on jobs answer on success. */
export const jobOutputs = Object.fromEntries(
  jobShelves.flatMap(({ kind, one, many }): [string, z.ZodType][] => {
    const part: AnyJobPart = jobParts[kind];
    const shape = { [kind]: z.string(), ...part.output.shape, ...progressShape, ...recordTimes };
    const output = z.strictObject(shape).meta({ id: one });
    const page = z.strictObject({ items: z.array(output), cursor: next }).meta({ id: `${one}Page` });
    const single = ['create', 'get', 'start', 'pause', 'resume', 'cancel'].map(
      (deed): [string, z.ZodType] => [`${deed}${one}`, output],
    );
    return [...single, [`list${many}`, page]];
  }),
) as { readonly [O in (typeof jobRoutes)[number]['operationId']]: z.ZodType };
