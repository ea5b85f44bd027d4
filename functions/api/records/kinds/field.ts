import * as z from 'zod';
import type { FieldDeclaration } from '../../../../records/fields.ts';
import { fieldKind } from '../../../../records/kinds/field.ts';
import { invalidBody } from '../../problem.ts';
import { recordField, recordTimes } from '../../record-fields.ts';
import { recordPart } from '../part.ts';
import { timesOf } from '../times.ts';

const of = z.enum(['customer', 'account']);
const name = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]{0,39}$/, 'must begin with a small letter and hold letters and digits only')
  .meta({ description: 'Its name in requests and answers; it is never another’s.', examples: ['tier'] });
const type = z.enum(['text', 'number', 'boolean', 'date', 'choice', 'choices']);
const choices = () =>
  z
    .array(
      z.strictObject({
        value: z.string().regex(/^[\w-]{1,40}$/, 'must be letters, digits, - and _'),
        title: recordField.titles,
      }),
    )
    .max(200)
    .refine((all) => new Set(all.map(({ value }) => value)).size === all.length, 'must not hold one twice');

/** Custom fields of customers and accounts. */
export const fieldPart = recordPart({
  kind: fieldKind,
  create: () =>
    z
      .strictObject({
        name,
        of: of.default('customer'),
        type,
        title: recordField.titles,
        personal: z.boolean().meta({ description: 'Its values are encrypted at rest.' }),
        searchable: z.boolean().default(false).meta({ description: 'Records are found by its value.' }),
        choices: choices().default([]).meta({ description: 'For the types `choice` and `choices`.' }),
      })
      .meta({ id: 'FieldRequest' }),
  change: () =>
    z
      .strictObject({ title: recordField.titles.optional(), choices: choices().optional() })
      .meta({ id: 'FieldChange', description: 'Everything else stays as it was declared.' }),
  filters: () => z.strictObject({ of: of.optional() }),
  ways: ({ of }) => (of === undefined ? [] : [[{ parent: `kind/${of}` }]]),
  output: z
    .strictObject({
      name: z.string(),
      of,
      type,
      title: recordField.titles,
      personal: z.boolean(),
      searchable: z.boolean(),
      choices: choices(),
      ...recordTimes,
    })
    .meta({ id: 'Field' }),
  idOf: ({ name }) => name,
  begin: ({ name: _, ...declaration }) => checked(declaration),
  alter: (before, { title = before.title, choices = before.choices }) =>
    checked({ ...before, title, choices }),
  show: (version) => ({ name: version.id, ...version.content, ...timesOf(version) }),
});

function checked(declaration: FieldDeclaration): FieldDeclaration {
  const { type, choices } = declaration;
  const chosen = type === 'choice' || type === 'choices';
  if (chosen !== choices.length > 0) {
    throw invalidBody('/choices', chosen ? 'must hold what can be chosen' : 'is not for this type');
  }
  return declaration;
}
