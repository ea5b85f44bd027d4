import * as z from 'zod';
import {
  type Retention,
  type RetentionOf,
  retentionId,
  retentionKind,
} from '../../../../records/kinds/retention.ts';
import { type RetiringKind, retiring } from '../../../../records/retiring.ts';
import { field } from '../../fields.ts';
import { checkProcess } from '../../known-process.ts';
import { recordTimes } from '../../record-fields.ts';
import { recordPart } from '../part.ts';
import { timesOf } from '../times.ts';

const days = z
  .int()
  .min(1)
  .max(36_500)
  .meta({ description: 'Days that it is kept after its last change.', examples: [400] });
const records = z
  .enum(Object.keys(retiring) as [RetiringKind, ...RetiringKind[]])
  .meta({ description: 'A kind of record.' });

/** How long what is over is kept. */
export const retentionPart = recordPart({
  kind: retentionKind,
  create: () =>
    z
      .strictObject({ process: field.process.optional(), records: records.optional(), days })
      .refine(({ process, records }) => (process === undefined) !== (records === undefined), {
        error: 'must name either a process or a kind of records',
      })
      .meta({ id: 'RetentionRequest' }),
  change: () => z.strictObject({ days }).meta({ id: 'RetentionChange' }),
  output: z
    .strictObject({
      retention: z.string(),
      process: z.string().nullable().meta({ description: 'Whose finished instances it is for.' }),
      records: records.nullable().meta({ description: 'Which records it is for.' }),
      ...{ days, ...recordTimes },
    })
    .meta({ id: 'Retention' }),
  idOf: (body) => retentionId(ofBody(body)),
  begin({ days, ...body }, { definitions }): Retention {
    const of = ofBody(body);
    if ('process' in of) checkProcess(definitions, of.process);
    return { ...of, days };
  },
  alter: (before, { days }) => ({ ...before, days }),
  show({ id, content, ...version }) {
    const of = {
      process: 'process' in content ? content.process : null,
      records: 'records' in content ? content.records : null,
    };
    return { retention: id, ...of, days: content.days, ...timesOf({ id, content, ...version }) };
  },
});

/** What the rule of a request is for: its schema has seen to it that it is one of the two. */
function ofBody({
  process = '',
  records,
}: {
  process?: string | undefined;
  records?: RetiringKind | undefined;
}): RetentionOf {
  return records === undefined ? { process } : { records };
}
