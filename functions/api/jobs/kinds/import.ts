import * as z from 'zod';
import { mappingFlaw, suggestColumns } from '../../../../exchange/columns.ts';
import { flawSentence, isFlaw } from '../../../../exchange/file-flaw.ts';
import { DRY, type Import, importKind, isReal, REAL } from '../../../../records/kinds/import.ts';
import { isOpen } from '../../../../records/kinds/job.ts';
import { customerFields } from '../../../imports/deps.ts';
import { isComplete } from '../../../imports/sheet.ts';
import { invalidBody, Refusal } from '../../problem.ts';
import { line } from '../../record-fields.ts';
import { jobPart } from '../part.ts';

/** Parts that a file may have at most. */
export const MOST_PARTS = 64;

const column = () => z.string().min(1).max(200);

const begin = () =>
  z
    .strictObject({
      of: z.literal('customers').default('customers'),
      format: z.enum(['csv', 'vcard']),
      duplicates: z.enum(['skip', 'update', 'create']).default('skip').meta({
        description:
          'What becomes of a row whose mail or number a customer has: nothing; it changes that customer; one more is made.',
      }),
      parts: z
        .int()
        .min(1)
        .max(MOST_PARTS)
        .default(1)
        .meta({ description: 'How many parts the file comes in.' }),
      name: line(200).optional().meta({ description: 'The file’s name; encrypted at rest.' }),
      country: z
        .string()
        .regex(/^[A-Z]{2}$/, 'must be a country of ISO 3166, such as CN')
        .optional()
        .meta({ description: 'Of phone numbers and addresses that name none.' }),
      encoding: z
        .enum(['utf-8', 'gb18030', 'utf-16le'])
        .optional()
        .meta({ description: 'How the text is written; found out where it is left out.' }),
      delimiter: z
        .enum([',', ';', '\t'])
        .optional()
        .meta({ description: 'What stands between cells of a CSV file; found out where it is left out.' }),
    })
    .meta({ id: 'ImportRequest' });

const start = () =>
  z
    .strictObject({
      dryRun: z.boolean().meta({ description: 'Only tells what would become of each row.' }),
      mapping: z
        .array(
          z.strictObject({
            column: column(),
            field: z
              .string()
              .max(60)
              .meta({ examples: ['email', 'address.city', 'consent.sms', 'fields.level'] }),
          }),
        )
        .min(1)
        .max(200)
        .optional()
        .meta({ description: 'Which column fills which field; as before, or as suggested, where left out.' }),
    })
    .meta({ id: 'ImportStart' });

const mapped = z.array(z.strictObject({ column: z.string(), field: z.string() }));

/** Files of customers that are taken in. */
export const importPart = jobPart({
  kind: importKind,
  create: begin,
  start,
  output: z.strictObject({
    of: z.literal('customers'),
    format: z.enum(['csv', 'vcard']),
    duplicates: z.enum(['skip', 'update', 'create']),
    name: z.string().nullable(),
    country: z.string().nullable(),
    parts: z.int(),
    there: z
      .array(z.strictObject({ part: z.int(), bytes: z.int(), digest: z.string() }))
      .meta({ description: 'Parts of the file that are there, with the SHA-256 of each, in hexadecimal.' }),
    columns: z
      .array(z.strictObject({ column: z.string(), field: z.string().nullable() }))
      .nullable()
      .meta({ description: 'Once the file is complete: its columns, and what each is likely meant for.' }),
    flaw: z
      .strictObject({ code: z.string(), message: z.string() })
      .nullable()
      .meta({ description: 'Why the file cannot be read, where it cannot.' }),
    mapping: mapped.nullable().meta({ description: 'As it was said last.' }),
    dryRun: z.boolean().nullable().meta({ description: 'What the last start was.' }),
  }),

  begin({ of: _, ...content }): Import {
    return { ...content, there: {}, tries: 0 };
  },

  async go(job, { dryRun, mapping }, deps): Promise<Import> {
    const { halted, ended, ...content } = job.content;
    const pass = dryRun ? DRY : REAL;
    if (isReal(job.content) || isOpen(job.content)) {
      throw new Refusal('job-started', 'It was set going before.');
    }
    if (!isComplete(content)) throw new Refusal('not-ready', 'Parts of the file are missing.');
    const { columns } = content;
    if (columns === undefined)
      throw new Refusal('not-ready', flawIn(content)?.message ?? 'The file cannot be read.');
    const declared = await customerFields(deps);
    const suggested = suggestColumns(columns, declared).flatMap(({ column, field }) =>
      field === null ? [] : [{ column, field }],
    );
    const wanted = mapping ?? content.mapping ?? suggested;
    const flaw = mappingFlaw(wanted, columns, declared, content.duplicates !== 'update');
    if (flaw !== undefined) throw invalidBody(`/mapping/${flaw.at}/${flaw.key}`, flaw.message);
    // Each start is a plan of its own: by then there may be other customers.
    const plan = String(job.revision + 1);
    return { ...content, mapping: wanted, pass, plan, tries: content.tries + 1 };
  },

  async show({ content }, deps) {
    const { format, duplicates, name = null, country = null, parts, there, pass } = content;
    const columns =
      content.columns === undefined ? null : suggestColumns(content.columns, await customerFields(deps));
    return {
      ...{ of: 'customers', format, duplicates, name, country, parts },
      there: Object.entries(there).map(([part, { bytes, digest }]) => ({
        part: Number(part),
        bytes,
        digest,
      })),
      columns,
      flaw: flawIn(content) ?? null,
      mapping: content.mapping?.map((one) => ({ ...one })) ?? null,
      dryRun: pass === undefined ? null : pass === DRY,
    };
  },
});

/** Why the file cannot be read, as its first row or a plan found. */
function flawIn({ flaw, ended }: Import): { code: string; message: string } | undefined {
  const code = flaw ?? ended?.code;
  return isFlaw(code) ? { code, message: flawSentence(code, ended?.line) } : undefined;
}
