import * as z from 'zod';
import type { OperationId } from './routes.ts';

/** The most items on a page. */
export const MOST_ITEMS = 100;

const id = z
  .string()
  .regex(/^[\w-]{1,128}$/, 'must be an id: letters, digits, - and _')
  .meta({ description: 'An opaque id.', examples: ['0Zk3vX9mQ2LrT8yWcPnB5g'] });

const process = z
  .string()
  .regex(/^[A-Za-z][\w.-]{0,99}$/, 'must be the name of a process')
  .meta({ description: 'The name of a process.', examples: ['order'] });

const revision = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, 'must be a whole number from 1')
  .transform(Number)
  .meta({
    description: 'A number of commits, from 1.',
    override: { type: 'integer', minimum: 1, pattern: undefined },
  });

const limit = z
  .string()
  .regex(/^([1-9]\d?|100)$/, `must be a whole number from 1 to ${MOST_ITEMS}`)
  .transform(Number)
  .default(20)
  .meta({
    description: 'The most items on the page.',
    override: { type: 'integer', minimum: 1, maximum: MOST_ITEMS, default: 20, pattern: undefined },
  });

const cursor = z
  .string()
  .regex(/^[\w-]{1,4000}$/, 'must be the cursor of a page of this list')
  .optional()
  .meta({ description: "The previous page's `cursor`; only valid with the same filter." });

// Nothing that a person cannot see: no control characters, and nothing that turns text around.
const name = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\u2028-\u202e\u2066-\u2069]*$/u, 'must not hold control characters')
  .meta({ description: 'What the customer is called; encrypted at rest.', examples: ['John Doe'] });

const customerBody = z
  .strictObject({
    name,
    email: z
      .email()
      .max(254)
      .meta({ description: 'Where mails go; encrypted at rest.', examples: ['john.doe@example.com'] }),
    language: z
      .enum(['en', 'zh'])
      .default('en')
      .meta({ description: 'The language that mails are written in.' }),
  })
  .meta({ id: 'CustomerRequest' });

const startBody = z.strictObject({
  process,
  input: z.looseObject({}).meta({ description: "What the process's input schema says." }),
});

const eventBody = z.looseObject({
  type: z
    .string()
    .regex(/^[A-Za-z][\w.-]{0,99}$/, 'must be the type of an event')
    .meta({ description: 'The type of the event; one of `accepts`.', examples: ['pay'] }),
});

const instanceFilter = z.strictObject({
  process: process.optional(),
  status: z
    .enum(['active', 'paused', 'done', 'cancelled', 'failed'])
    .optional()
    .meta({ description: 'Where it stands as a whole.' }),
  state: z
    .string()
    .regex(/^[^.\p{Cc}]+(\.[^.\p{Cc}]+)*$/u, 'must be a dotted path of states')
    .max(200)
    .optional()
    .meta({
      description: 'A dotted path of states; matches below it too.',
      examples: ['fulfilment.packing'],
    }),
  key: z.string().min(1).max(200).optional().meta({ description: "The business key: an order's number." }),
  customer: id.optional(),
  owner: id.optional(),
  createdAfter: z.iso
    .datetime({ offset: true, error: 'must be a time as in RFC 3339 (a + is written %2B)' })
    .transform((text) => Math.max(0, Date.parse(text)))
    .optional()
    .meta({ description: 'Created after this moment (RFC 3339).', examples: ['2026-01-31T09:30:00Z'] }),
  sort: z
    .enum(['createdAt', '-createdAt'])
    .default('-createdAt')
    .meta({ description: 'Oldest first, or newest first.' }),
  limit,
  cursor,
});

const definitionQuery = z.strictObject({
  version: revision.optional().meta({
    description: 'A version; the newest where it is absent.',
    override: { type: 'integer', minimum: 1, pattern: undefined },
  }),
});

const nothing = z.strictObject({});

/** What each operation takes: path and query as texts, the body as JSON. Unknown fields are refused. */
export const inputs = {
  createCustomer: { path: nothing, query: nothing, body: customerBody },
  getCustomer: { path: z.strictObject({ customer: id }), query: nothing },
  startInstance: { path: nothing, query: nothing, body: startBody },
  listInstances: { path: nothing, query: instanceFilter },
  getInstance: { path: z.strictObject({ instance: id }), query: nothing },
  sendEvent: { path: z.strictObject({ instance: id }), query: nothing, body: eventBody },
  readJournal: { path: z.strictObject({ instance: id }), query: z.strictObject({ limit, cursor }) },
  getRevision: { path: z.strictObject({ instance: id, revision }), query: nothing },
  verifyInstance: { path: z.strictObject({ instance: id }), query: nothing },
  retryIncident: { path: z.strictObject({ instance: id }), query: nothing, body: nothing.optional() },
  listDefinitions: { path: nothing, query: nothing },
  getDefinition: { path: z.strictObject({ process }), query: definitionQuery },
  getHealth: { path: nothing, query: nothing },
  getOpenApi: { path: nothing, query: nothing },
} as const satisfies Record<OperationId, Input>;

interface Input {
  readonly path: z.ZodObject;
  readonly query: z.ZodObject;
  readonly body?: z.ZodType;
}

type Body<O extends OperationId> = (typeof inputs)[O] extends { readonly body: infer S extends z.ZodType }
  ? z.output<S>
  : undefined;

/** What an operation's handler gets, parsed. */
export interface Parsed<O extends OperationId> {
  readonly path: z.output<(typeof inputs)[O]['path']>;
  readonly query: z.output<(typeof inputs)[O]['query']>;
  readonly body: Body<O>;
}

/** The header that makes a post repeatable: 1 to 200 printable ASCII characters. */
export const idempotencyKey = z
  .string()
  .regex(/^[\x20-\x7e]{1,200}$/, 'must be 1 to 200 printable ASCII characters')
  .meta({
    description: 'The same key gives the same answer again; with another body it is refused.',
    examples: ['6f1c0f3e-8f0a-4c53-9d0e-1b1f6f2a7c55'],
  });

/** A revision as an entity tag, quoted or bare. */
export const ifMatch = z
  .string()
  .regex(/^("[1-9]\d{0,8}"|[1-9]\d{0,8})$/, 'must be one revision, such as "7"')
  .meta({ description: 'The revision that the instance must be at: an `ETag`.', examples: ['"7"'] });
