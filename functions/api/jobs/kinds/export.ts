import * as z from 'zod';
import { type Export, exportKind, type Wanted } from '../../../../records/kinds/export.ts';
import { segmentKind } from '../../../../records/kinds/segment.ts';
import type { CustomerSearch } from '../../../../records/search.ts';
import { customerInputs } from '../../customers/inputs.ts';
import { toSearch } from '../../customers/lists.ts';
import type { ApiDeps } from '../../deps.ts';
import { field } from '../../fields.ts';
import { checkProcess } from '../../known-process.ts';
import { nothing } from '../../nothing.ts';
import { invalidBody, Refusal } from '../../problem.ts';
import { jobPart } from '../part.ts';
import { shownFilter } from '../shown-filter.ts';

/** The pass in which it is written. */
const WRITE = 'write';

const where = () =>
  z
    .strictObject({
      process: field.process.optional(),
      status: z.enum(['active', 'paused', 'done', 'cancelled', 'failed']).optional(),
      state: field.statePath.optional(),
      key: field.key.optional(),
      customer: field.id.optional(),
      createdAfter: field.moment.optional().meta({ description: 'Created after this moment (RFC 3339).' }),
    })
    .default({})
    .meta({ description: 'Which instances; all where it is left out.' });

const request = () =>
  z
    .discriminatedUnion('what', [
      z.strictObject({
        what: z.literal('customers'),
        format: z.enum(['csv', 'vcard']),
        segment: field.id.optional().meta({ description: 'Those who belong to it.' }),
        search: customerInputs
          .searchCustomers()
          .body.omit({ limit: true, cursor: true })
          .optional()
          .meta({ description: 'Those who are found, as by `POST /customers/search`.' }),
      }),
      z.strictObject({ what: z.literal('instances'), format: z.literal('csv'), where: where() }),
      z.strictObject({ what: z.literal('journal'), format: z.enum(['csv', 'xes']), where: where() }),
    ])
    .meta({ id: 'ExportRequest' });

/** Files that are written. */
export const exportPart = jobPart({
  kind: exportKind,
  create: request,
  start: () => nothing().optional(),
  output: z.strictObject({
    what: z.enum(['customers', 'instances', 'journal']),
    format: z.enum(['csv', 'vcard', 'xes']),
    segment: z.string().nullable(),
    search: z.record(z.string(), z.unknown()).nullable(),
    where: z.record(z.string(), z.unknown()).nullable(),
  }),

  async begin(body, deps): Promise<Export> {
    return { wanted: await wantedBy(body, deps), pass: WRITE, tries: 1 };
  },
  check: ({ wanted }, deps) => check(wanted, deps),

  go: ({ content }) => content,

  show({ content: { wanted } }) {
    const { what, format } = wanted;
    const none = { segment: null, search: null, where: null };
    if (wanted.what === 'customers') {
      const { segment = null, search = null } = wanted;
      return { ...none, what, format, segment, search };
    }
    return { ...none, what, format, where: shownFilter(wanted.where) };
  },
});

async function wantedBy(body: z.output<ReturnType<typeof request>>, deps: ApiDeps): Promise<Wanted> {
  if (body.what !== 'customers') return body as Wanted;
  const { what, format, segment, search } = body;
  if (segment !== undefined && search !== undefined) {
    throw invalidBody('/search', 'must not stand beside a segment');
  }
  return {
    ...{ what, format },
    ...(segment !== undefined && { segment }),
    ...(search !== undefined && { search: await searchIn(deps, search) }),
  };
}

/** Throws a `Refusal` for what names nothing. */
async function check(wanted: Wanted, { definitions, records }: ApiDeps): Promise<void> {
  if (wanted.what !== 'customers') {
    const { process } = wanted.where;
    if (process !== undefined) checkProcess(definitions, process, '/where/process');
    return;
  }
  const { segment } = wanted;
  if (segment !== undefined && (await records.of(segmentKind).get(segment)) === undefined) {
    throw invalidBody('/segment', 'is not a segment here');
  }
}

/** A search that stands in another body: a `Refusal` says where in that. */
async function searchIn(deps: ApiDeps, search: Parameters<typeof toSearch>[1]): Promise<CustomerSearch> {
  try {
    return await toSearch(deps, search);
  } catch (error) {
    const [issue] = error instanceof Refusal ? error.issues : [];
    throw issue === undefined ? error : invalidBody(`/search${issue.path}`, issue.message);
  }
}
