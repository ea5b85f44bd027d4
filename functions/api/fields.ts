import * as z from 'zod';
import { lazily } from './lazily.ts';

/** The most items on a page. */
const MOST_ITEMS = 100;

/** Fields that several operations take; those of paths, queries and headers come as text. */
export const field = lazily({
  id: () =>
    z
      .string()
      .regex(/^[\w-]{1,128}$/, 'must be an id: letters, digits, - and _')
      .meta({ description: 'An opaque id.', examples: ['0f7k2m9d4q8s1v6x3z5b7c9e2g'] }),

  process: () =>
    z
      .string()
      .regex(/^[A-Za-z][\w.-]{0,99}$/, 'must be the name of a process')
      .meta({ description: 'The name of a process.', examples: ['order'] }),

  revision: () =>
    z
      .string()
      .regex(/^[1-9]\d{0,8}$/, 'must be a whole number from 1')
      .transform(Number)
      .meta({
        description: 'A number of commits, from 1.',
        override: { type: 'integer', minimum: 1, pattern: undefined },
      }),

  version: () =>
    z
      .string()
      .regex(/^[1-9]\d{0,8}$/, 'must be a whole number from 1')
      .transform(Number)
      .optional()
      .meta({
        description: 'A version; the newest where it is absent.',
        override: { type: 'integer', minimum: 1, pattern: undefined },
      }),

  limit: () =>
    z
      .string()
      .regex(/^([1-9]\d?|100)$/, `must be a whole number from 1 to ${MOST_ITEMS}`)
      .transform(Number)
      .default(20)
      .meta({
        description: 'The most items on the page.',
        override: { type: 'integer', minimum: 1, maximum: MOST_ITEMS, default: 20, pattern: undefined },
      }),

  cursor: () =>
    z
      .string()
      .regex(/^[\w-]{1,4000}$/, 'must be the cursor of a page of this list')
      .optional()
      .meta({ description: "The previous page's `cursor`; only valid with the same filter." }),

  key: () => z.string().min(1).max(200).meta({ description: "The business key: an order's number." }),

  moment: () =>
    z.iso
      .datetime({ offset: true, error: 'must be a time as in RFC 3339 (a + is written %2B)' })
      .transform((text) => Math.max(0, Date.parse(text)))
      .meta({ description: 'A moment (RFC 3339).', examples: ['2026-01-31T09:30:00Z'] }),

  /** One of the numbered parts of a file. */
  part: () =>
    z
      .string()
      .regex(/^[1-9]\d{0,5}$/, 'must be a whole number from 1')
      .transform(Number)
      .meta({
        description: 'The number of a part of a file, from 1.',
        override: { type: 'integer', minimum: 1, pattern: undefined },
      }),

  /** Where an instance stands. */
  statePath: () =>
    z
      .string()
      .regex(/^[^.\p{Cc}]+(\.[^.\p{Cc}]+)*$/u, 'must be a dotted path of states')
      .max(200)
      .meta({ description: 'A dotted path of states.', examples: ['open.fulfilment.packing'] }),

  role: () =>
    z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be a role, such as packer')
      .meta({ description: 'What somebody does here.', examples: ['packer'] }),

  /** A code: what a person writes may hold what no journal should. */
  reason: () =>
    z
      .string()
      .regex(/^[a-z0-9-]{1,40}$/, 'must be a code of lower-case letters, digits and hyphens')
      .meta({ description: 'Why, as a code; it is journaled.', examples: ['awaiting-supplier'] }),

  eventType: () =>
    z
      .string()
      .regex(/^[A-Za-z][\w.-]{0,99}$/, 'must be the type of an event')
      .meta({ description: 'The type of an event.', examples: ['pay'] }),

  /** Nothing that a person cannot see: no control characters, and nothing that turns text around. */
  name: () =>
    z
      .string()
      .trim()
      .min(1)
      .max(200)
      .regex(/^[^\p{Cc}\u2028-\u202e\u2066-\u2069]*$/u, 'must not hold control characters')
      .meta({ description: 'What the customer is called; encrypted at rest.', examples: ['John Doe'] }),

  /** The header that makes a post repeatable. */
  idempotencyKey: () =>
    z
      .string()
      .regex(/^[\x20-\x7e]{1,200}$/, 'must be 1 to 200 printable ASCII characters')
      .meta({
        description: 'The same key gives the same answer again; with another body it is refused.',
        examples: ['6f1c0f3e-8f0a-4c53-9d0e-1b1f6f2a7c55'],
      }),

  /** The header that says who calls. */
  actor: () =>
    z
      .string()
      .regex(/^[\w-]{1,128}$/, 'must be the id of a person')
      .meta({ description: 'Who calls: the id of a person. Believed on one machine only; refused on AWS.' }),

  /** A revision as an entity tag, quoted or bare. */
  ifMatch: () =>
    z
      .string()
      .regex(/^("[1-9]\d{0,8}"|[1-9]\d{0,8})$/, 'must be one revision, such as "7"')
      .meta({ description: 'The revision that the instance must be at: an `ETag`.', examples: ['"7"'] }),
});
