import * as z from 'zod';
import { type SettingsRecord, settingsId, settingsKind } from '../../../../records/kinds/settings.ts';
import { createCalendars } from '../../../calendars.ts';
import type { ApiDeps } from '../../deps.ts';
import { field } from '../../fields.ts';
import { checkProcess } from '../../known-process.ts';
import { invalidBody, Refusal } from '../../problem.ts';
import { recordTimes } from '../../record-fields.ts';
import { recordPart } from '../part.ts';
import { timesOf } from '../times.ts';

const values = z.looseObject({}).meta({
  description:
    'By field, in place of what the process comes with. Which fields there are, says the schema `settings` of its ' +
    'definition; each is replaced as a whole.',
  examples: [{ paymentDeadline: { days: 7 } }],
});

/** What a company has set for a process. */
export const settingsPart = recordPart({
  kind: settingsKind,
  create: () => z.strictObject({ process: field.process, values }).meta({ id: 'SettingsRequest' }),
  change: () => z.strictObject({ values }).meta({ id: 'SettingsChange' }),
  output: z.strictObject({ settings: z.string(), process: z.string(), values, ...recordTimes }).meta({
    id: 'Settings',
    description: 'What is not set is as the process has it.',
  }),
  idOf: ({ process }) => settingsId(process),
  async begin({ process, values }, deps): Promise<SettingsRecord> {
    checkProcess(deps.definitions, process);
    return checked({ process, values }, deps);
  },
  alter: ({ process }, { values }, deps) => checked({ process, values }, deps),
  show: ({ id, content, ...version }) => ({
    ...{ settings: id, ...content },
    ...timesOf({ id, content, ...version }),
  }),
});

/** Throws a `Refusal` where the newest version of the process would not take them, or they name a calendar that is not. */
async function checked(set: SettingsRecord, { definitions, records, now }: ApiDeps): Promise<SettingsRecord> {
  const definition = await definitions.get(set.process);
  const parsed = definition?.settings?.parse(set.values) ?? NOTHING_TO_SET;
  if (!('issues' in parsed)) {
    const { calendar } = set.values;
    const calendars = createCalendars(() => records, { now, keepMs: 0, most: 1 });
    if (typeof calendar === 'string' && (await calendars.get('calendar', calendar)) === undefined) {
      throw invalidBody('/values/calendar', 'names no calendar');
    }
    return set;
  }
  const issues = parsed.issues.map(({ path, message }) => ({
    in: 'body' as const,
    path: `/values${path}`,
    message,
  }));
  throw new Refusal('invalid-body', `The settings are not valid: ${issues[0]?.path} ${issues[0]?.message}.`, {
    issues,
  });
}

const NOTHING_TO_SET = { issues: [{ path: '', message: 'cannot be set: the process has no settings' }] };
