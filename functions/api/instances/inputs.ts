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
    type: field.eventType.meta({ description: 'The type of the event; one of `accepts`.' }),
  });

const instanceFilter = () =>
  z.strictObject({
    process: field.process.optional(),
    status: z
      .enum(['active', 'paused', 'done', 'cancelled', 'failed'])
      .optional()
      .meta({ description: 'Where it stands as a whole.' }),
    state: field.statePath
      .optional()
      .meta({ description: 'A dotted path of states; matches below it too.', examples: ['open.fulfilment'] }),
    key: field.key.optional(),
    customer: field.id.optional(),
    owner: field.id.optional(),
    parked: z
      .literal('true')
      .optional()
      .meta({ description: 'Only instances that are set aside: they could not be handled.' }),
    createdAfter: field.moment.optional().meta({ description: 'Created after this moment (RFC 3339).' }),
    sort: z
      .enum(['createdAt', '-createdAt'])
      .default('-createdAt')
      .meta({ description: 'Oldest first, or newest first.' }),
    limit: field.limit,
    cursor: field.cursor,
  });

const deedBody = () => z.strictObject({ reason: field.reason });

const moveBody = () =>
  z.strictObject({
    to: field.statePath,
    reason: field.reason,
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
  readInstanceDecisions: () => ({
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
  retryIncident: () => ({ path: oneInstance(), query: nothing(), body: deedBody() }),
};
