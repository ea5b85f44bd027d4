import * as z from 'zod';
import type { Filter } from '../../../../records/filter.ts';
import { customFieldsIn, filterIssues } from '../../../../records/filter-issues.ts';
import { segmentKind } from '../../../../records/kinds/segment.ts';
import type { ApiDeps } from '../../deps.ts';
import { filterSchema } from '../../filter-schema.ts';
import { Refusal } from '../../problem.ts';
import { recordField, recordTimes } from '../../record-fields.ts';
import { recordPart } from '../part.ts';
import { timesOf } from '../times.ts';

/** Saved filters over customers. */
export const segmentPart = recordPart({
  kind: segmentKind,
  create: () =>
    z.strictObject({ title: recordField.titles, filter: filterSchema() }).meta({ id: 'SegmentRequest' }),
  change: () =>
    z
      .strictObject({ title: recordField.titles.optional(), filter: filterSchema().optional() })
      .meta({ id: 'SegmentChange' }),
  output: z
    .strictObject({
      segment: z.string(),
      title: recordField.titles,
      filter: z.unknown().meta({ description: 'As it was saved.' }),
      ...recordTimes,
    })
    .meta({ id: 'Segment' }),
  async begin({ title, filter }, deps) {
    await checkFilter(filter, deps);
    return { title, filter };
  },
  async alter(before, { title = before.title, filter = before.filter }, deps) {
    await checkFilter(filter, deps);
    return { title, filter };
  },
  show: (version) => ({ segment: version.id, ...version.content, ...timesOf(version) }),
});

/** Throws a `Refusal` that names each comparison of a field that there is not, or that it cannot be asked. */
async function checkFilter(filter: Filter, { declared }: ApiDeps): Promise<void> {
  const issues = filterIssues(filter, await declared.among('customer', customFieldsIn(filter)));
  const [first] = issues;
  if (first === undefined) return;
  throw new Refusal('invalid-body', `The filter is not valid: /filter${first.path} ${first.message}.`, {
    issues: issues.slice(0, 50).map(({ path, message }) => ({ in: 'body', path: `/filter${path}`, message })),
  });
}
