import * as z from 'zod';
import { field } from '../fields.ts';
import { nothing } from '../nothing.ts';

const startBody = () =>
  z.strictObject({
    process: field.process,
    input: z.looseObject({}).meta({ description: "What the process's input schema says." }),
  });

const eventBody = () =>
  z.looseObject({
    type: z
      .string()
      .regex(/^[A-Za-z][\w.-]{0,99}$/, 'must be the type of an event')
      .meta({ description: 'The type of the event; one of `accepts`.', examples: ['pay'] }),
  });

const statePath = () =>
  z
    .string()
    .regex(/^[^.\p{Cc}]+(\.[^.\p{Cc}]+)*$/u, 'must be a dotted path of states')
    .max(200);

const instanceFilter = () =>
  z.strictObject({
    process: field.process.optional(),
    status: z
      .enum(['active', 'paused', 'done', 'cancelled', 'failed'])
      .optional()
      .meta({ description: 'Where it stands as a whole.' }),
    state: statePath()
      .optional()
      .meta({ description: 'A dotted path of states; matches below it too.', examples: ['open.fulfilment'] }),
    key: z.string().min(1).max(200).optional().meta({ description: "The business key: an order's number." }),
    customer: field.id.optional(),
    owner: field.id.optional(),
    parked: z
      .literal('true')
      .optional()
      .meta({ description: 'Only instances that are set aside: they could not be handled.' }),
    createdAfter: z.iso
      .datetime({ offset: true, error: 'must be a time as in RFC 3339 (a + is written %2B)' })
      .transform((text) => Math.max(0, Date.parse(text)))
      .optional()
      .meta({ description: 'Created after this moment (RFC 3339).', examples: ['2026-01-31T09:30:00Z'] }),
    sort: z
      .enum(['createdAt', '-createdAt'])
      .default('-createdAt')
      .meta({ description: 'Oldest first, or newest first.' }),
    limit: field.limit,
    cursor: field.cursor,
  });

/** A code: what a person writes may hold what no journal should. */
const reason = () =>
  z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, 'must be a code of lower-case letters, digits and hyphens')
    .meta({ description: 'Why, as a code; it is journaled.', examples: ['awaiting-supplier'] });

const deedBody = () => z.strictObject({ reason: reason() });

const moveBody = () =>
  z.strictObject({
    to: statePath().meta({ description: 'A dotted path of states.', examples: ['open.fulfilment.packing'] }),
    reason: reason(),
  });

const oneInstance = () => z.strictObject({ instance: field.id });

/** What the instances' operations take. */
export const instanceInputs = {
  startInstance: () => ({ path: nothing(), query: nothing(), body: startBody() }),
  listInstances: () => ({ path: nothing(), query: instanceFilter() }),
  getInstance: () => ({ path: oneInstance(), query: nothing() }),
  sendEvent: () => ({ path: oneInstance(), query: nothing(), body: eventBody() }),
  readJournal: () => ({
    path: oneInstance(),
    query: z.strictObject({ limit: field.limit, cursor: field.cursor }),
  }),
  getRevision: () => ({
    path: z.strictObject({ instance: field.id, revision: field.revision }),
    query: nothing(),
  }),
  verifyInstance: () => ({ path: oneInstance(), query: nothing() }),
  pauseInstance: () => ({ path: oneInstance(), query: nothing(), body: deedBody() }),
  resumeInstance: () => ({ path: oneInstance(), query: nothing(), body: deedBody() }),
  cancelInstance: () => ({ path: oneInstance(), query: nothing(), body: deedBody() }),
  moveInstance: () => ({ path: oneInstance(), query: nothing(), body: moveBody() }),
  retryIncident: () => ({ path: oneInstance(), query: nothing(), body: nothing().optional() }),
};
