import * as z from 'zod';
import { field } from '../fields.ts';
import { nothing } from '../nothing.ts';

const taskFilter = () =>
  z.strictObject({
    person: field.id.optional().meta({ description: 'What this person has, and what they may take.' }),
    team: field.id
      .optional()
      .meta({ description: 'What the people of this team have, and what they may take.' }),
    role: field.role.optional().meta({ description: 'What waits for anyone of this role.' }),
    taken: z
      .enum(['true', 'false'])
      .optional()
      .meta({ description: 'Only what somebody has, or only what nobody has.' }),
    process: field.process.optional(),
    customer: field.id.optional(),
    dueBefore: field.moment.optional().meta({ description: 'Due before this moment (RFC 3339).' }),
    overdue: z.literal('true').optional().meta({ description: 'Only what should be done by now.' }),
    limit: field.limit,
    cursor: field.cursor,
  });

const reason = () => field.reason.optional();

const completeBody = () =>
  z.looseObject({
    type: field.eventType.meta({ description: 'The type of one of the `forms`.', examples: ['pack'] }),
  });

const oneTask = () => z.strictObject({ task: field.id });
const bare = () => ({ path: oneTask(), query: nothing(), body: nothing().optional() });

/** What the tasks' operations take. */
export const taskInputs = {
  listTasks: () => ({ path: nothing(), query: taskFilter() }),
  getTask: () => ({ path: oneTask(), query: nothing() }),
  claimTask: bare,
  releaseTask: bare,
  assignTask: () => ({
    path: oneTask(),
    query: nothing(),
    body: z.strictObject({ person: field.id, reason: reason() }),
  }),
  completeTask: () => ({ path: oneTask(), query: nothing(), body: completeBody() }),
};
