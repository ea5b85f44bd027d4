import * as z from 'zod';
import { teamKind } from '../../../../records/kinds/team.ts';
import { recordField, recordTimes } from '../../record-fields.ts';
import { recordPart } from '../part.ts';
import { timesOf } from '../times.ts';

/** Teams: what they are called. Who belongs to one is said by the people who do. */
export const teamPart = recordPart({
  kind: teamKind,
  create: () => z.strictObject({ title: recordField.titles }).meta({ id: 'TeamRequest' }),
  change: () => z.strictObject({ title: recordField.titles.optional() }).meta({ id: 'TeamChange' }),
  output: z
    .strictObject({ team: z.string(), title: recordField.titles, ...recordTimes })
    .meta({ id: 'Team' }),
  begin: ({ title }) => ({ title }),
  alter: (before, { title = before.title }) => ({ title }),
  show: (version) => ({ team: version.id, ...version.content, ...timesOf(version) }),
});
