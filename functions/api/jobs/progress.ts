import * as z from 'zod';
import type { JobName, JobParts } from '../../../adapters/ports/jobs.ts';
import type { Version } from '../../../adapters/ports/records.ts';
import { type Job, PLAN } from '../../../records/kinds/job.ts';
import type { ApiDeps } from '../deps.ts';
import { time } from '../output-fields.ts';
import { rfc3339 } from '../rfc3339.ts';

/** How far a job is, as its answer says it. */
export const progressShape = {
  state: z.enum(['ready', 'planning', 'planned', 'running', 'paused', 'cancelled', 'done', 'failed']).meta({
    description:
      '`ready` waits for its start, `planned` knows what there is to do; `failed` stopped before its end and can be resumed.',
  }),
  code: z.string().optional().meta({ description: 'Why it failed.' }),
  line: z.int().optional().meta({ description: 'Of a file that cannot be read: where.' }),
  items: z.int().nullable().meta({ description: 'How many items there are; null while that is not known.' }),
  tally: z
    .record(z.string(), z.int())
    .meta({ description: 'How many items are through, by what became of them.' }),
  endedAt: time.optional(),
};

type Progress = z.output<z.ZodObject<typeof progressShape>>;

const PAGE = 100;

/** How far a job is, as far as its record and its parts tell. */
export async function progressOf(job: Version<Job>, { parts }: ApiDeps): Promise<Progress> {
  const { pass, ended, plan: which } = job.content;
  const name = { kind: job.kind, id: job.id, plan: which };
  const plan = await parts.plan(name);
  const tally = pass === undefined || pass === PLAN ? {} : await tallyOf(parts, name, pass);
  return {
    state: stateOf(job.content, plan !== undefined),
    ...(ended?.code !== undefined && { code: ended.code }),
    ...(ended?.line !== undefined && { line: ended.line }),
    items: plan?.items ?? null,
    tally,
    ...(ended && { endedAt: rfc3339(ended.at) }),
  };
}

function stateOf({ pass, halted, ended }: Job, planned: boolean): Progress['state'] {
  if (halted !== undefined) return halted;
  if (pass === undefined) return 'ready';
  if (ended?.code !== undefined) return 'failed';
  if (ended !== undefined) return pass === PLAN ? 'planned' : 'done';
  return planned ? 'running' : 'planning';
}

async function tallyOf(parts: JobParts, job: JobName, pass: string): Promise<Record<string, number>> {
  const sum: Record<string, number> = {};
  for (let after = 0; ; ) {
    const page = await parts.results(job, pass, after, PAGE);
    for (const { tally } of page) {
      for (const [name, count] of Object.entries(tally)) sum[name] = (sum[name] ?? 0) + count;
    }
    const last = page.at(-1);
    if (last === undefined) return sum;
    after = last.number;
  }
}
