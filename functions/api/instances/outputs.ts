import * as z from 'zod';
import { jsonSchema, next, time } from '../output-fields.ts';

const state = z
  .unknown()
  .meta({ description: 'The state: a name, or nested objects of names.', examples: ['awaitingPayment'] });
const status = z.enum(['active', 'paused', 'done', 'cancelled', 'failed']);

const hold = { code: z.string(), since: time, attempts: z.int() };

const pendingEffect = z
  .strictObject({
    effect: z.string().meta({ description: 'The name of the effect in the definition.' }),
    id: z.string().meta({ description: "The machine's id of the invoked actor." }),
    key: z.string().meta({ description: 'The key under which it is performed, the same in every retry.' }),
    deadline: time,
    held: z.strictObject(hold).nullable().meta({ description: 'Why it waits for a person, where it does.' }),
  })
  .meta({ id: 'PendingEffect', description: 'An effect whose outcome is awaited.' });

const timer = z
  .strictObject({ event: z.string().meta({ description: 'The type of the event it will send.' }), due: time })
  .meta({ id: 'Timer' });

const instance = z
  .strictObject({
    instance: z.string(),
    process: z.string(),
    version: z.int(),
    key: z.string().nullable().meta({ description: "The business key: an order's number." }),
    customer: z.string().nullable(),
    owner: z.string().nullable(),
    team: z.string().nullable(),
    parent: z.string().nullable().meta({ description: 'The instance that started this one.' }),
    children: z
      .array(z.strictObject({ id: z.string(), process: z.string(), instance: z.string() }))
      .meta({ description: "Living instances that this one started, by the machine's id of each." }),
    status,
    state,
    context: z.unknown(),
    output: z.unknown().meta({ description: 'What it ended with, once it is done; else null.' }),
    error: z.unknown().meta({ description: 'Why it failed, where it has; else null.' }),
    incident: z
      .strictObject({ effect: z.string().nullable(), ...hold })
      .nullable()
      .meta({
        description:
          'The first effect that waits for a person to retry it; without an effect: the instance as a whole is set ' +
          'aside, and is tried again by itself.',
      }),
    accepts: z
      .array(z.strictObject({ type: z.string(), schema: jsonSchema }))
      .meta({ description: 'Events with a transition from here, guards not evaluated.' }),
    pending: z.array(pendingEffect),
    timers: z.array(timer).meta({ description: 'Armed timers, soonest first.' }),
    tasks: z
      .array(z.strictObject({ task: z.string(), state: z.string(), person: z.string().nullable() }))
      .meta({ description: 'Open waits for a person: `/tasks/{task}` tells more of each.' }),
    revision: z.int(),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: 'Instance', description: 'One running case of a process.' });

const instancePage = z.strictObject({ items: z.array(instance), cursor: next }).meta({ id: 'InstancePage' });

const answer = {
  rules: z
    .array(z.string())
    .meta({ description: 'Ids of the rules that fitted, as `table: id` where there are several tables.' }),
  output: z.unknown(),
  fault: z
    .strictObject({ code: z.string(), place: z.string() })
    .nullable()
    .meta({ description: 'Why there was no answer, and in which cell.' }),
};
const decisionMade = z.strictObject({
  decision: z.string(),
  version: z.int(),
  challenger: z
    .boolean()
    .meta({ description: 'Whether this version decides for a share of the instances only.' }),
  facts: z.record(z.string(), z.unknown()),
  ...answer,
  shadow: z
    .strictObject({ version: z.int(), ...answer })
    .nullable()
    .meta({ description: 'What another version would have said, without effect.' }),
});

const transition = z
  .strictObject({
    revision: z.int(),
    kind: z.enum(['event', 'timer', 'result', 'control', 'migration']),
    version: z.int(),
    at: time.meta({ description: 'When it took effect.' }),
    recordedAt: time.meta({ description: 'When it was committed: later than `at` for a late timer.' }),
    event: z.strictObject({
      type: z.string(),
      id: z
        .string()
        .nullable()
        .meta({ description: "Made of the caller's `Idempotency-Key`, where there was one." }),
      payload: z.record(z.string(), z.unknown()),
      who: z.strictObject({ kind: z.enum(['caller', 'system', 'instance']), id: z.string() }),
      key: z.string().nullable().meta({
        description:
          'What this is the outcome of: an effect, a timer, a child; or where the message was sent.',
      }),
    }),
    status,
    state,
    effects: z
      .array(z.strictObject({ effect: z.string(), id: z.string(), key: z.string(), input: z.unknown() }))
      .meta({ description: 'Effects that this transition asked for.' }),
    inline: z
      .array(z.strictObject({ actor: z.string(), id: z.string(), output: z.unknown(), error: z.unknown() }))
      .meta({ description: 'What was computed within this transition: decisions and scores.' }),
    messages: z
      .array(
        z.strictObject({
          kind: z.enum(['start', 'event', 'stop', 'snapshot', 'end']),
          to: z.string(),
          event: z.string().nullable(),
        }),
      )
      .meta({ description: 'What this transition sent to parent and children, in order.' }),
    emitted: z
      .array(z.looseObject({ type: z.string() }))
      .meta({ description: 'Events that the machine emitted, in order.' }),
    references: z.array(z.strictObject({ kind: z.string(), id: z.string(), revision: z.int() })).meta({
      description: 'Reference data that decided here, such as a calendar, in the revision that was read.',
    }),
    decisions: z
      .array(decisionMade)
      .meta({ description: 'Decisions that were made here, each by the version that was in force.' }),
    previous: z.string().meta({ description: 'The `hash` of the transition before; empty in the first.' }),
    hash: z.string().meta({ description: 'SHA-256 (base64url) over all that was decided.' }),
  })
  .meta({ id: 'Transition', description: 'One accepted event and what came of it.' });

const journalPage = z.strictObject({ items: z.array(transition), cursor: next }).meta({ id: 'JournalPage' });

const decided = z
  .strictObject({
    revision: z.int(),
    at: time.meta({ description: 'When it took effect.' }),
    event: z.string().meta({ description: 'Type of the event that led to it.' }),
    title: z
      .strictObject({ en: z.string(), zh: z.string().optional() })
      .nullable()
      .meta({ description: 'What people call the decision.' }),
    ...decisionMade.shape,
    explained: z
      .array(
        z.strictObject({
          table: z.string(),
          rule: z.string(),
          when: z.array(z.strictObject({ input: z.string(), test: z.string() })),
          then: z.array(z.strictObject({ output: z.string(), value: z.string() })),
          notes: z.array(z.strictObject({ name: z.string(), note: z.string() })),
        }),
      )
      .meta({ description: 'The rules that fitted, as the version that decided has them.' }),
  })
  .meta({ id: 'Decided', description: 'A decision that an instance made, and why.' });

const decidedPage = z.strictObject({ items: z.array(decided), cursor: next }).meta({ id: 'DecidedPage' });

const verification = z
  .strictObject({
    instance: z.string(),
    intact: z.boolean(),
    revisions: z.int(),
    problems: z.array(z.strictObject({ revision: z.int(), problem: z.string() })),
  })
  .meta({ id: 'Verification' });

/** What the instances' operations answer on success. */
export const instanceOutputs = {
  startInstance: instance,
  listInstances: instancePage,
  getInstance: instance,
  sendEvent: instance,
  readJournal: journalPage,
  getRevision: instance,
  readInstanceDecisions: decidedPage,
  verifyInstance: verification,
  retryIncident: instance,
  pauseInstance: instance,
  resumeInstance: instance,
  cancelInstance: instance,
  moveInstance: instance,
} as const;

export type InstanceBody = z.output<typeof instance>;
export type TransitionBody = z.output<typeof transition>;

export type DecidedBody = z.output<typeof decided>;
