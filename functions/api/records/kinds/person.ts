import * as z from 'zod';
import { tidyEmail } from '../../../../records/email.ts';
import { type Person, personKind } from '../../../../records/kinds/person.ts';
import { teamKind } from '../../../../records/kinds/team.ts';
import type { ApiDeps } from '../../deps.ts';
import { field } from '../../fields.ts';
import { time } from '../../output-fields.ts';
import { invalidBody } from '../../problem.ts';
import { recordField, recordTimes } from '../../record-fields.ts';
import { rfc3339 } from '../../rfc3339.ts';
import { recordPart } from '../part.ts';
import { withChange } from '../present.ts';
import { timesOf } from '../times.ts';

const role = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be a role, such as packer')
  .meta({ examples: ['packer'] });
const roles = z.array(role).max(50);
const teams = z.array(field.id).max(50);
const languages = z.array(z.enum(['en', 'zh'])).max(2);
const awayUntil = z.iso
  .datetime({ offset: true })
  .transform((text) => Date.parse(text))
  .meta({ description: 'Until when they are away; absent or past: they are there.' });

const optional = () => ({
  roles: roles.optional(),
  teams: teams.optional(),
  languages: languages.optional(),
});

/** People who work here: tasks are theirs, customers have them as owners. */
export const personPart = recordPart({
  kind: personKind,
  create: () =>
    z
      .strictObject({
        name: field.name,
        email: recordField.email.optional(),
        ...optional(),
        timeZone: recordField.timeZone.optional(),
        awayUntil: awayUntil.optional(),
      })
      .meta({ id: 'PersonRequest' }),
  change: () =>
    z
      .strictObject({
        name: field.name.optional(),
        email: recordField.email.nullable().optional(),
        ...optional(),
        timeZone: recordField.timeZone.nullable().optional(),
        awayUntil: awayUntil.nullable().optional(),
      })
      .meta({ id: 'PersonChange' }),
  filters: () => z.strictObject({ role: role.optional(), team: field.id.optional() }),
  ways: ({ role, team }) => [
    ...(role === undefined ? [] : [[{ lookup: ['role', role] as const }]]),
    ...(team === undefined ? [] : [[{ lookup: ['team', team] as const }]]),
  ],
  output: z
    .strictObject({
      person: z.string(),
      name: z.string(),
      email: z.string().nullable(),
      roles: z.array(z.string()),
      teams: z.array(z.string()),
      languages: z.array(z.string()),
      timeZone: z.string().nullable(),
      awayUntil: time.nullable(),
      ...recordTimes,
    })
    .meta({ id: 'Person' }),
  async begin(body, deps) {
    await checkTeams(deps, body.teams);
    return withChange<Person>({ name: '', roles: [], teams: [], languages: [] }, tidy(body));
  },
  async alter(before, body, deps) {
    await checkTeams(deps, body.teams);
    return withChange(before, tidy(body));
  },
  show: (version) => {
    const { name, email = null, roles, teams, languages, timeZone = null, awayUntil } = version.content;
    const until = awayUntil === undefined ? null : rfc3339(awayUntil);
    return {
      ...{ person: version.id, name, email, roles, teams, languages, timeZone, awayUntil: until },
      ...timesOf(version),
    };
  },
});

function tidy<B extends { readonly email?: string | null | undefined }>(body: B): B {
  return body.email ? { ...body, email: tidyEmail(body.email) } : body;
}

async function checkTeams({ records }: ApiDeps, teams: readonly string[] = []): Promise<void> {
  for (const [place, team] of teams.entries()) {
    const found = await records.of(teamKind).get(team);
    if (found === undefined) throw invalidBody(`/teams/${place}`, 'names no team');
  }
}
