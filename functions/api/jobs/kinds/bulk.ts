import * as z from 'zod';
import { DefinitionUnknown, type Issue } from '../../../../engine/errors.ts';
import { type Bulk, bulkKind, type Deed, DO } from '../../../../records/kinds/bulk.ts';
import { PLAN } from '../../../../records/kinds/job.ts';
import { segmentKind } from '../../../../records/kinds/segment.ts';
import type { ApiDeps } from '../../deps.ts';
import { field } from '../../fields.ts';
import { checkProcess } from '../../known-process.ts';
import { nothing } from '../../nothing.ts';
import { invalidBody, Refusal } from '../../problem.ts';
import { jobPart } from '../part.ts';
import { shownFilter } from '../shown-filter.ts';

const where = () =>
  z
    .strictObject({
      state: field.statePath
        .optional()
        .meta({ description: 'A dotted path of states; matches below it too.' }),
      key: field.key.optional(),
      customer: field.id.optional(),
      createdAfter: field.moment.optional().meta({ description: 'Created after this moment (RFC 3339).' }),
    })
    .default({})
    .meta({ description: 'Which instances; all that it can be done to where it is left out.' });

const common = () => ({
  process: field.process,
  dryRun: z
    .boolean()
    .default(false)
    .meta({ description: 'Only finds out how many there are; `start` does it to them.' }),
});
const filtered = () => ({ ...common(), where: where() });

const bulk = () =>
  z
    .discriminatedUnion('action', [
      z.strictObject({
        action: z.literal('start'),
        ...common(),
        segment: field.id.meta({ description: 'Each customer who belongs to it gets an instance.' }),
        input: z.looseObject({}).default({}),
        as: z
          .string()
          .regex(/^[A-Za-z]\w{0,39}$/, 'must be the name of a field')
          .default('customer')
          .meta({ description: 'The field of the input that the customer’s id goes to.' }),
      }),
      z.strictObject({
        action: z.literal('advance'),
        ...filtered(),
        event: z.looseObject({ type: field.eventType }),
      }),
      z.strictObject({
        action: z.enum(['pause', 'resume', 'cancel']),
        ...filtered(),
        reason: field.reason,
      }),
      z.strictObject({ action: z.literal('migrate'), ...filtered() }),
    ])
    .meta({ id: 'BulkRequest' });

/** One deed for many instances. */
export const bulkPart = jobPart({
  kind: bulkKind,
  create: bulk,
  start: () => nothing().optional(),
  output: z.strictObject({
    action: z.enum(['start', 'advance', 'pause', 'resume', 'cancel', 'migrate']),
    process: z.string(),
    segment: z.string().optional(),
    input: z.record(z.string(), z.unknown()).optional(),
    as: z.string().optional(),
    where: z.record(z.string(), z.unknown()).optional(),
    event: z.record(z.string(), z.unknown()).optional(),
    reason: z.string().optional(),
  }),
  begin: ({ dryRun, ...deed }): Bulk => ({ deed, pass: dryRun ? PLAN : DO, tries: 1 }),
  check: ({ deed }, deps) => check(deed, deps),
  go: ({ content }) => {
    if (content.pass === DO) return content;
    const { ended, halted, ...job } = content;
    return { ...job, pass: DO, tries: job.tries + 1 };
  },
  show({ content: { deed } }) {
    if (deed.action !== 'start') return { ...deed, where: shownFilter(deed.where) };
    const { key: _, ...shown } = deed;
    return shown;
  },
});

/** An id like any customer's: the input of a start is tried with it. */
const SOMEBODY = '0'.repeat(26);

/** Throws a `Refusal` for what could be done to no instance at all. */
async function check(deed: Deed, { definitions, records }: ApiDeps): Promise<void> {
  checkProcess(definitions, deed.process);
  const definition = await definitions.get(deed.process);
  if (definition === undefined) throw new DefinitionUnknown(deed.process);
  if (deed.action === 'advance') {
    const parsed = definition.parseEvent(deed.event);
    if ('issues' in parsed) refuse('/event', parsed.issues);
  }
  if (deed.action !== 'start') return;
  const parsed = definition.parseInput({ ...deed.input, [deed.as]: SOMEBODY });
  if ('issues' in parsed) refuse('/input', parsed.issues);
  const segment = await records.of(segmentKind).get(deed.segment);
  if (segment === undefined) throw invalidBody('/segment', 'is not a segment here');
}

function refuse(above: string, issues: readonly Issue[]): never {
  const located = issues.map(({ path, message }) => ({ in: 'body' as const, path: above + path, message }));
  const told = located.map(({ path, message }) => `${path} ${message}`).join('; ');
  throw new Refusal('invalid-body', `The body is not valid: ${told}.`, { issues: located });
}
