import * as z from 'zod';
import { TAKEN } from '../../../records/kinds/merge.ts';
import { field } from '../fields.ts';
import { nothing } from '../nothing.ts';
import { line, recordField } from '../record-fields.ts';
import { CHANNELS } from './channels.ts';

/** `given` or not, by channel. */
export const consent = (allowed: z.ZodType<boolean | null>) =>
  z
    .strictObject(Object.fromEntries(CHANNELS.map((channel) => [channel, allowed.optional()])))
    .meta({ description: 'Whether they agreed to be written to or called, by channel.' });

const optional = () => ({
  email: recordField.email,
  phone: recordField.phone,
  address: recordField.address,
  timeZone: recordField.timeZone,
  owner: field.id.meta({ description: 'The person who looks after them.' }),
  team: field.id.meta({ description: 'The team that does.' }),
  account: field.id.meta({ description: 'The account that they are a contact of.' }),
  position: line(100).meta({ description: 'What they do there.' }),
});

type Optional = ReturnType<typeof optional>;

const customerBody = () =>
  z
    .strictObject({
      name: field.name,
      ...z.object(optional()).partial().shape,
      language: recordField.language.default('en'),
      consent: consent(z.boolean()).default({}),
      tags: recordField.tags.default([]),
      fields: recordField.fields.default({}),
    })
    .meta({ id: 'CustomerRequest' });

const customerChange = () =>
  z
    .strictObject({
      name: field.name.optional(),
      ...(Object.fromEntries(
        Object.entries(optional()).map(([name, schema]) => [name, schema.nullable().optional()]),
      ) as unknown as { [K in keyof Optional]: z.ZodOptional<z.ZodNullable<Optional[K]>> }),
      language: recordField.language.optional(),
      consent: consent(z.boolean().nullable()).optional(),
      tags: recordField.tags.optional(),
      fields: recordField.fields.optional(),
    })
    .meta({ id: 'CustomerChange' });

/** A phone number as people write it, and the country that it is of. */
export const dialled = () => ({
  phone: line(40).optional().meta({ description: 'With its country’s code, or a number of `country`.' }),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be a country of ISO 3166, such as CN')
    .optional()
    .meta({ description: 'Of the phone number, where that does not say.' }),
});

const search = () =>
  z
    .strictObject({
      name: z
        .string()
        .max(200)
        .refine((name) => /[\p{L}\p{N}]/u.test(name), 'must hold a letter or a digit')
        .optional()
        .meta({
          description: 'Beginnings of words, in any order; Chinese characters as they follow one another.',
        }),
      email: recordField.email.optional(),
      ...dialled(),
      tag: line(50).optional(),
      account: field.id.optional(),
      owner: field.id.optional(),
      team: field.id.optional(),
      field: z
        .strictObject({ name: z.string().max(40), value: line(2000) })
        .optional()
        .meta({ description: 'A searchable custom field, and its value as a text.' }),
      limit: z.int().min(1).max(100).default(20),
      cursor: field.cursor,
    })
    .meta({ id: 'CustomerSearch' });

const merge = () =>
  z
    .strictObject({
      duplicate: field.id.meta({ description: 'The customer that becomes a part of this one.' }),
      take: z
        .array(z.enum(TAKEN))
        .default([])
        .meta({ description: 'Fields whose value is the duplicate’s where both have one.' }),
    })
    .meta({ id: 'MergeRequest' });

const list = () =>
  z.strictObject({
    owner: field.id.optional(),
    team: field.id.optional(),
    account: field.id.optional(),
    tag: line(50).optional(),
    limit: field.limit,
    cursor: field.cursor,
  });

const one = () => z.strictObject({ customer: field.id });

/** What the customers' operations take. */
export const customerInputs = {
  createCustomer: () => ({ path: nothing(), query: nothing(), body: customerBody() }),
  listCustomers: () => ({ path: nothing(), query: list() }),
  searchCustomers: () => ({ path: nothing(), query: nothing(), body: search() }),
  getCustomer: () => ({ path: one(), query: nothing() }),
  changeCustomer: () => ({ path: one(), query: nothing(), body: customerChange() }),
  getCustomerRevision: () => ({
    path: z.strictObject({ customer: field.id, revision: field.revision }),
    query: nothing(),
  }),
  mergeCustomer: () => ({ path: one(), query: nothing(), body: merge() }),
  readTimeline: () => ({ path: one(), query: recordField.page }),
};

export type CustomerRequest = z.output<ReturnType<typeof customerBody>>;
export type CustomerChange = z.output<ReturnType<typeof customerChange>>;
export type SearchRequest = z.output<ReturnType<typeof search>>;
