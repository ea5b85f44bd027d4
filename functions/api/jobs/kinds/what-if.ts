import * as z from 'zod';
import type { Version } from '../../../../adapters/ports/records.ts';
import { decisionKind } from '../../../../records/kinds/decision.ts';
import { REDECIDE, type WhatIf, whatIfKind } from '../../../../records/kinds/what-if.ts';
import type { WhatIfPart } from '../../../jobs/what-if.ts';
import { type Change, type Difference, sumOf } from '../../../what-if/compare.ts';
import { isPublished } from '../../decisions/asked.ts';
import { decisionId } from '../../decisions/decision-id.ts';
import { isDrafted } from '../../decisions/found.ts';
import { readyOf } from '../../decisions/not-ready.ts';
import type { ApiDeps } from '../../deps.ts';
import { field } from '../../fields.ts';
import { checkProcess } from '../../known-process.ts';
import { nothing } from '../../nothing.ts';
import { time } from '../../output-fields.ts';
import { invalidBody, Refusal } from '../../problem.ts';
import { rfc3339 } from '../../rfc3339.ts';
import { jobPart } from '../part.ts';

const MOST_EXAMPLES = 20;
const MOST_CHANGES = 100;
const PAGE = 100;

/** Which version is asked, and of what time. */
export const whatIfFields = () => ({
  draft: z.int().min(1).max(1e9).optional().meta({ description: 'A revision of the draft.' }),
  version: z.int().min(0).max(1e9).optional().meta({ description: 'A published version, instead.' }),
  from: field.moment.meta({ description: 'Decisions from this moment on (RFC 3339).' }),
  to: field.moment.optional().meta({ description: 'And before this one; up to now where it is absent.' }),
  process: field.process.optional().meta({ description: 'Of this process alone.' }),
});

const request = () =>
  z.strictObject({ decision: decisionId(), ...whatIfFields() }).meta({ id: 'WhatIfRequest' });

const change = z.strictObject({ was: z.unknown(), would: z.unknown(), count: z.int() }).meta({
  id: 'WhatIfChange',
  description: 'How often what was answered would have been something else; null is no answer.',
});

const example = z
  .strictObject({
    ...{ instance: z.string(), revision: z.int(), at: time, version: z.int() },
    facts: z.record(z.string(), z.unknown()).nullable().meta({ description: 'Null where they are long.' }),
    ...{ was: z.unknown(), would: z.unknown() },
  })
  .meta({ id: 'WhatIfExample' });

/** What would have been decided, had another version been in force. */
export const whatIfPart = jobPart({
  kind: whatIfKind,
  create: request,
  start: () => nothing().optional(),
  output: z.strictObject({
    decision: z.string(),
    draft: z.int().nullable(),
    version: z.int().nullable(),
    from: time,
    to: time.nullable(),
    process: z.string().nullable(),
    changes: z.array(change).meta({ description: 'The most frequent first, at most 100.' }),
    shadowChanges: z
      .array(change)
      .meta({ description: 'What shadows said when it was decided, and not what this version says.' }),
    examples: z.array(example).meta({ description: 'At most 20 instances that would have gone elsewhere.' }),
  }),

  begin({ decision, draft, version, from, to, process }): WhatIf {
    if ((draft === undefined) === (version === undefined)) {
      throw invalidBody('/draft', 'or a version must be there, and not both');
    }
    if (to !== undefined && to <= from) throw invalidBody('/to', 'must be later than from');
    return {
      ...{ decision, from, pass: REDECIDE, tries: 1 },
      ask: draft === undefined ? { version: version ?? 0 } : { draft },
      ...(to !== undefined && { to }),
      ...(process !== undefined && { process }),
    };
  },
  check: (job, deps) => check(job, deps),

  go: ({ content }) => content,

  async show(job, deps) {
    const { decision, ask, from, to, process = null } = job.content;
    return {
      ...{ decision, draft: null, version: null, ...ask, from: rfc3339(from), process },
      to: to === undefined ? null : rfc3339(to),
      ...(await foundBy(job, deps)),
    };
  },
});

/** Throws a `Refusal` for what names nothing, or cannot be made ready. */
async function check({ decision, ask, process }: WhatIf, deps: ApiDeps): Promise<void> {
  if (process !== undefined) checkProcess(deps.definitions, process);
  if ('version' in ask) {
    if (await isPublished(deps, decision, ask.version)) return;
    throw invalidBody('/version', 'names no published version');
  }
  const draft = await deps.records.of(decisionKind).at(decision, ask.draft);
  if (draft === undefined || !isDrafted(draft)) throw invalidBody('/draft', 'names no revision of the draft');
  await readyOf(draft.content.model).catch((error: unknown) => {
    throw error instanceof Refusal ? invalidBody('/draft', 'cannot be used: its proof says why') : error;
  });
}

/** What its parts found so far. */
async function foundBy({ kind, id, content: { pass = '' } }: Version<WhatIf>, { parts }: ApiDeps) {
  const changes: (readonly Change[])[] = [];
  const shadowChanges: (readonly Change[])[] = [];
  const examples: Difference[] = [];
  for (let after = 0; ; ) {
    const page = await parts.results({ kind, id }, pass, after, PAGE);
    for (const { content } of page) {
      const part = content as WhatIfPart;
      changes.push(part.changes);
      shadowChanges.push(part.shadowChanges);
      examples.push(...part.differences.slice(0, MOST_EXAMPLES - examples.length));
    }
    const last = page.at(-1);
    if (last === undefined) break;
    after = last.number;
  }
  return {
    changes: sumOf(changes).slice(0, MOST_CHANGES),
    shadowChanges: sumOf(shadowChanges).slice(0, MOST_CHANGES),
    examples: examples.map(({ at, facts = null, ...one }) => ({ ...one, facts, at: rfc3339(at) })),
  };
}
