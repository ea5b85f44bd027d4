import * as z from 'zod';
import { field } from './fields.ts';
import { lazily } from './lazily.ts';
import { time } from './output-fields.ts';

/** Nothing that a person cannot see: no control characters but line breaks, and nothing that turns text around. */
const HIDDEN = String.raw`\u007f-\u009f\u2028-\u202e\u2066-\u2069`;
const VISIBLE = new RegExp(`^[^\\u0000-\\u001f${HIDDEN}]*$`);
const VISIBLE_LINES = new RegExp(`^[^\\u0000-\\u0008\\u000b-\\u001f${HIDDEN}]*$`);

/** A line of text of at most so many characters. */
export const line = (most: number) =>
  z.string().trim().min(1).max(most).regex(VISIBLE, 'must not hold control characters');

/** Text of several lines. */
export const lines = (most: number) =>
  z.string().trim().min(1).max(most).regex(VISIBLE_LINES, 'must not hold control characters');

/** Fields that the requests of several kinds of records have. */
export const recordField = lazily({
  titles: () =>
    z
      .strictObject({ en: line(100), zh: line(100) })
      .meta({ id: 'Titles', description: 'What it is called, in English and in Chinese.' }),

  email: () =>
    z
      .email()
      .max(254)
      .meta({ description: 'Where mails go; encrypted at rest.', examples: ['john.doe@example.com'] }),

  phone: () =>
    line(40).meta({
      description:
        'With its country’s code (`+49 …`), or a number of the country of `address`; encrypted at rest.',
      examples: ['+49 30 123456'],
    }),

  timeZone: () =>
    z
      .string()
      .max(60)
      .refine(isTimeZone, 'must be a time zone, such as Asia/Shanghai')
      .meta({ description: 'IANA name of the time zone.', examples: ['Europe/Berlin'] }),

  language: () => z.enum(['en', 'zh']).meta({ description: 'The language that they are written to in.' }),

  tags: () =>
    z
      .array(line(50))
      .max(50)
      .refine((tags) => new Set(tags).size === tags.length, 'must not hold a tag twice')
      .meta({ description: 'Words of the company’s own; not personal.', examples: [['vip']] }),

  address: () =>
    z
      .strictObject({
        lines: z.array(line(200)).min(1).max(4),
        postalCode: line(20).optional(),
        city: line(100).optional(),
        region: line(100).optional(),
        country: z.string().regex(/^[A-Z]{2}$/, 'must be a country of ISO 3166, such as CN'),
      })
      .meta({ id: 'Address', description: 'Encrypted at rest.' }),

  /** Values of custom fields; null takes one away. */
  fields: () =>
    z
      .record(
        z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/, 'must be the name of a field'),
        z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).max(50), z.null()]),
      )
      .refine((fields) => Object.keys(fields).length <= 100, 'must not hold more than 100 fields')
      .meta({ description: 'Custom fields by their names, as `GET /fields` lists them.' }),

  text: () => lines(20_000).meta({ description: 'Text; encrypted at rest.' }),

  oneLine: () => line(200),

  page: () => z.strictObject({ limit: field.limit, cursor: field.cursor }),
});

/** What every record’s answer says of its history. */
export const recordTimes = { revision: z.int(), createdAt: time, updatedAt: time };

export const values = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
);

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}
