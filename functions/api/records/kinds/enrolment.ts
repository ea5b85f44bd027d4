import * as z from 'zod';
import { type EnrolmentRule, enrolmentKind } from '../../../../records/kinds/enrolment.ts';
import { segmentKind } from '../../../../records/kinds/segment.ts';
import { PATH } from '../../../enrolment/mapped.ts';
import type { ApiDeps } from '../../deps.ts';
import { field } from '../../fields.ts';
import { checkProcess } from '../../known-process.ts';
import { invalidBody } from '../../problem.ts';
import { recordField, recordTimes } from '../../record-fields.ts';
import { recordPart } from '../part.ts';
import { timesOf } from '../times.ts';

const id = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,63}$/, 'must begin with a small letter and hold small letters, digits and -')
  .meta({ description: 'Its id; that of a rule that comes with Baton replaces it.', examples: ['welcome'] });

const one = z.union([z.string().max(200), z.number(), z.boolean()]);
const on = z
  .union([
    z.strictObject({
      events: z
        .array(z.string().regex(/^(?!xstate\.)[A-Za-z][\w.-]{0,99}$/, 'must be the type of an event'))
        .min(1)
        .max(50),
      where: z
        .record(z.string().max(64), z.union([one, z.array(one).min(1).max(50)]))
        .optional()
        .meta({ description: 'What fields of the event must be; of several values one.' }),
    }),
    z.strictObject({ segment: z.string().max(128) }),
  ])
  .meta({
    description:
      'What starts it: an event that a process announces, that a change of a record is (`customer.created`), or that ' +
      'is posted; or that a customer, created or changed, is one of a segment.',
    examples: [{ events: ['order.delivered'] }],
  });
const repeat = z.enum(['once', 'after-end', 'always']).meta({
  description:
    'For each customer once; again after it has ended, and never while one runs; or once for each event.',
});
const input = z
  .record(z.string().max(64), z.unknown())
  .superRefine((value, context) => {
    for (const path of pathsIn(value)) {
      if (PATH.test(path)) continue;
      context.addIssue({ code: 'custom', message: `must not name ${JSON.stringify(path).slice(0, 100)}` });
    }
  })
  .meta({
    description:
      'The input of the process: values, and `{ "$": … }` for what is found at `customer`, `instance`, `event` or ' +
      'within the event (`event.amountMinor`). What is not there is left out.',
    examples: [{ customer: { $: 'customer' } }],
  });
const fields = { title: recordField.titles, on, process: field.process, repeat, input, active: z.boolean() };

/** Which event or filter starts which process, for whom, how often. */
export const enrolmentPart = recordPart({
  kind: enrolmentKind,
  create: () =>
    z
      .strictObject({ enrolment: id, ...fields, active: fields.active.default(true) })
      .meta({ id: 'EnrolmentRequest' }),
  change: () =>
    z
      .strictObject(fields)
      .partial()
      .meta({ id: 'EnrolmentChange', description: 'Each field is replaced as a whole.' }),
  output: z.strictObject({ enrolment: z.string(), ...fields, ...recordTimes }).meta({ id: 'Enrolment' }),
  idOf: ({ enrolment }) => enrolment,
  begin: ({ enrolment: _, ...rule }, deps) => checked(rule as EnrolmentRule, deps),
  alter: (before, change, deps) => checked({ ...before, ...change } as EnrolmentRule, deps),
  show: (version) => ({ enrolment: version.id, ...version.content, ...timesOf(version) }),
});

/** Throws a `Refusal` for what only the whole shows: a process or a segment that is not here, an input without end. */
async function checked(rule: EnrolmentRule, { definitions, records }: ApiDeps): Promise<EnrolmentRule> {
  checkProcess(definitions, rule.process);
  const { segment = undefined } = 'segment' in rule.on ? rule.on : {};
  if (segment === undefined) return rule;
  if (rule.repeat === 'always') throw invalidBody('/repeat', 'must not be always for a segment');
  const found = await records.of(segmentKind).get(segment);
  if (found === undefined) throw invalidBody('/on/segment', 'names no segment');
  return rule;
}

function pathsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('$' in value && Object.keys(value).length === 1) return [String(value.$)];
  return Object.values(value).flatMap(pathsIn);
}
