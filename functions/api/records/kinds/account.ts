import * as z from 'zod';
import { type Account, accountKind } from '../../../../records/kinds/account.ts';
import { tidyContact } from '../../contact.ts';
import { withFields } from '../../custom-fields.ts';
import type { ApiDeps } from '../../deps.ts';
import { field } from '../../fields.ts';
import { recordField, recordTimes, values } from '../../record-fields.ts';
import { checkReferences } from '../../references.ts';
import { recordPart } from '../part.ts';
import { withChange } from '../present.ts';
import { timesOf } from '../times.ts';

const optional = () => ({
  email: recordField.email,
  phone: recordField.phone,
  address: recordField.address,
  owner: field.id,
  team: field.id,
});

const change = () =>
  z
    .strictObject({
      name: field.name.optional(),
      email: recordField.email.nullable().optional(),
      phone: recordField.phone.nullable().optional(),
      address: recordField.address.nullable().optional(),
      owner: field.id.nullable().optional(),
      team: field.id.nullable().optional(),
      tags: recordField.tags.optional(),
      fields: recordField.fields.optional(),
    })
    .meta({ id: 'AccountChange' });

type Change = z.output<ReturnType<typeof change>>;

/** Organisations; their contacts are customers that name them. */
export const accountPart = recordPart({
  kind: accountKind,
  create: () =>
    z
      .strictObject({
        name: field.name,
        ...z.object(optional()).partial().shape,
        tags: recordField.tags.default([]),
        fields: recordField.fields.default({}),
      })
      .meta({ id: 'AccountRequest' }),
  change,
  filters: () => z.strictObject({ owner: field.id.optional(), team: field.id.optional() }),
  ways: ({ owner, team }) => [
    ...(owner === undefined ? [] : [[{ owner }]]),
    ...(team === undefined ? [] : [[{ team }]]),
  ],
  output: z
    .strictObject({
      account: z.string(),
      name: z.string(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
      address: recordField.address.nullable(),
      owner: z.string().nullable(),
      team: z.string().nullable(),
      tags: z.array(z.string()),
      fields: values,
      ...recordTimes,
    })
    .meta({ id: 'Account' }),
  begin: (body, deps) => altered({ name: body.name, tags: [], fields: {} }, body, deps),
  alter: altered,
  show(version) {
    const { name, email = null, phone = null, address = null, ...rest } = version.content;
    const { owner = null, team = null, tags, fields, personalFields } = rest;
    return {
      ...{ account: version.id, name, email, phone, address, owner, team, tags },
      fields: { ...fields, ...personalFields },
      ...timesOf(version),
    };
  },
});

async function altered(before: Account, { fields, ...body }: Change, deps: ApiDeps): Promise<Account> {
  const { owner, team, address = before.address } = body;
  await checkReferences(deps, { owner, team });
  const after = withChange(before, { ...body, ...(await tidyContact(body, address)) });
  if (fields === undefined) return after;
  const { fields: _, personalFields: __, searchable: ___, ...rest } = after;
  return { ...rest, ...(await withFields(deps, 'account', before, fields)) };
}
