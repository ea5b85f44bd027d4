import * as z from 'zod';
import { jsonSchema, next, time } from '../output-fields.ts';

const task = z
  .strictObject({
    task: z.string(),
    status: z.enum(['open', 'closed']),
    title: z.strictObject({ en: z.string(), zh: z.string() }),
    role: z.string().meta({ description: 'Who may do it.' }),
    person: z.string().nullable().meta({ description: 'Who has it; null while nobody does.' }),
    since: time.nullable().meta({ description: 'Since when they have it.' }),
    openedAt: time,
    dueAt: time.nullable(),
    overdue: z.boolean(),
    instance: z.string(),
    process: z.string(),
    state: z
      .string()
      .meta({ description: 'A dotted path of states.', examples: ['open.fulfilment.packing'] }),
    key: z.string().nullable().meta({ description: "The business key: an order's number." }),
    customer: z.string().nullable(),
    forms: z
      .array(z.strictObject({ type: z.string(), schema: jsonSchema }))
      .meta({ description: 'Events that complete it, the usual one first; none once it is closed.' }),
  })
  .meta({ id: 'Task', description: 'A wait for a person.' });

const taskPage = z.strictObject({ items: z.array(task), cursor: next }).meta({ id: 'TaskPage' });

/** What the tasks' operations answer on success. */
export const taskOutputs = {
  listTasks: taskPage,
  getTask: task,
  claimTask: task,
  releaseTask: task,
  assignTask: task,
  completeTask: task,
} as const;

export type TaskBody = z.output<typeof task>;
