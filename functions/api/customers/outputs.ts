import * as z from 'zod';
import { next, time } from '../output-fields.ts';
import { recordField, recordTimes, values } from '../record-fields.ts';

const text = z.string().nullable();

const customer = z
  .strictObject({
    customer: z.string(),
    name: z.string(),
    email: text,
    phone: text.meta({ description: 'In one form: `+4930123456`.' }),
    address: recordField.address.nullable(),
    language: z.enum(['en', 'zh']),
    timeZone: text,
    consent: z
      .record(z.string(), z.strictObject({ given: z.boolean(), at: time }))
      .meta({ description: 'By channel: whether it was given, and since when that holds.' }),
    owner: text,
    team: text,
    account: text,
    position: text,
    tags: z.array(z.string()),
    fields: values,
    merged: z.array(z.string()).meta({ description: 'Ids that were merged into this one.' }),
    aliases: z
      .array(z.strictObject({ customer: z.string(), name: z.string(), email: text, phone: text }))
      .meta({ description: 'What merged customers were called and reached by; they are found by it too.' }),
    ...recordTimes,
  })
  .meta({ id: 'Customer' });

const page = z.strictObject({ items: z.array(customer), cursor: next }).meta({ id: 'CustomerPage' });

const moment = z
  .strictObject({
    at: time,
    kind: z.string().meta({
      description: '`instance` for a transition of a process, else the kind of a record: customer, note …',
    }),
    id: z.string(),
    revision: z.int(),
    path: z.string().meta({ description: 'Where to read it.' }),
    who: z.strictObject({ kind: z.string(), id: z.string() }),
    what: z
      .string()
      .meta({ description: 'The type of the event; of a record: created, changed, merged or removed.' }),
    changed: z.array(z.string()).meta({ description: 'Of a record: the fields that changed.' }),
    process: text,
    status: text,
    state: z.unknown(),
  })
  .meta({ id: 'Moment', description: 'Something that happened to a customer.' });

/** What the customers' operations answer on success. */
export const customerOutputs = {
  createCustomer: customer,
  listCustomers: page,
  searchCustomers: page,
  getCustomer: customer,
  changeCustomer: customer,
  getCustomerRevision: customer,
  mergeCustomer: customer,
  readTimeline: z.strictObject({ items: z.array(moment), cursor: next }).meta({ id: 'Timeline' }),
} as const;

export type CustomerBody = z.output<typeof customer>;
export type MomentBody = z.output<typeof moment>;
