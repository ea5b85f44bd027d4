import { assign, emit, setup } from 'xstate';
import * as z from 'zod';
import { until } from './business.ts';
import { customerId as customer, recordEvent } from './codes.ts';
import { announced, lasting, process, schemas, text } from './define.ts';
import { duration, settings } from './settings.ts';

const code = z
  .string()
  .regex(/^[a-z0-9-]{1,40}$/, 'is not a code of lower-case letters, digits and hyphens')
  .meta({ ...text('What it is about, as a code', '跟进事项代码'), examples: ['satisfaction'] });
const about = z
  .string()
  .regex(/^[a-z-]{1,40}\/[\w-]{1,128}$/, 'is not a record, such as instance/0f7k2m9d')
  .meta({ ...text('The record that is followed up', '跟进的记录'), examples: ['instance/0f7k2m9d'] });
const role = z
  .string()
  .regex(/^[\w-]{1,40}$/, 'is not a role')
  .meta(text('Who does it', '负责角色'));
const moment = z.iso
  .datetime({ offset: true, error: 'must be a time as in RFC 3339' })
  .meta({ ...text('When', '时间'), examples: ['2026-01-31T09:30:00Z'] });
const every = z.strictObject({
  every: duration.meta(text('How long after one comes the next', '间隔')),
  times: z.int().min(1).max(1000).meta(text('How many there are in all', '总次数')),
});
const again = z.object({ at: moment });

// #region settings
const followUpSettings = settings('follow-up', {
  role: role.default('sales').meta(text('Who follows up, where nobody else is named', '默认负责角色')),
  managerRole: role.default('sales-manager').meta(text('Who sees to it when it was missed', '逾期负责角色')),
  within: duration.default({ days: 2 }).meta(text('How long somebody has for it', '处理时限')),
  managerWithin: duration
    .default({ days: 2 })
    .meta(text('How long the manager has before being reminded', '主管处理时限')),
  givenUp: duration.default({ days: 30 }).meta(text('A missed one is given up after', '放弃期限')),
});
// #endregion

const followUp = schemas({
  settings: followUpSettings,

  input: z
    .strictObject({
      customer,
      topic: code,
      about: about.optional(),
      at: moment.optional(),
      in: duration.optional().meta(text('Or: how long from now', '或：多久之后')),
      silence: duration
        .optional()
        .meta(text('Or: when nothing was heard of the customer for so long', '或：客户沉默多久之后')),
      repeat: every.optional(),
      role: role.optional(),
    })
    .refine((input) => [input.at, input.in, input.silence].filter(Boolean).length === 1, {
      error: 'must have one of at, in and silence',
      path: ['at'],
    })
    .meta({
      ...text('What is followed up, and when', '跟进内容及时间'),
      examples: [{ customer: 'c-1', topic: 'satisfaction', in: { days: 7 } }],
    }),

  context: z.strictObject({
    customer: z.string(),
    topic: z.string(),
    about: z.string().optional(),
    role: z.string().optional(),
    /** Whose it is now. */
    asked: z.string().optional(),
    at: z.string().optional(),
    in: z.number().optional(),
    silence: z.number().optional(),
    every: z.number().optional(),
    left: z.int(),
    outcome: z.string().optional(),
  }),

  output: z.strictObject({ outcome: z.string() }),

  events: {
    done: z.object({}).meta(text('The customer was spoken with', '已跟进')),
    postpone: again.meta(text('Later', '推迟')),
    drop: z.object({}).meta(text('It is not needed any more', '取消跟进')),
    'note.created': recordEvent,
    'message.created': recordEvent,
    'order.placed': announced({}, text('An order was placed', '已下单')),
    'outreach.replied': announced({}, text('The customer replied', '客户已回复')),
    'customer.removed': recordEvent,
  },

  emitted: {
    'follow-up.done': z.object({ topic: z.string() }),
    'follow-up.missed': z.object({ topic: z.string() }),
  },
  effects: {},
  inline: {},
});

const heard = { target: 'silent', reenter: true } as const;

/**
 * Any record is followed up: at a date, after a while, or when nothing was heard of its customer for so long; once or
 * again and again. When it is due, it is a task; one that nobody does in time is the manager's, and announced.
 */
export const machine = setup({
  ...followUp.setup,
  // #region delays
  delays: {
    date: until(({ context }) => Date.parse(context.at ?? '')),
    while: ({ context }) => context.in ?? 0,
    silence: ({ context }) => context.silence ?? 0,
    interval: ({ context }) => context.every ?? 0,
    within: followUpSettings.delay((set) => set.within),
    managerWithin: followUpSettings.delay((set) => set.managerWithin),
    givenUp: followUpSettings.delay((set) => set.givenUp),
  },
  // #endregion
  actions: {
    ask: assign(({ context, system }) => ({
      asked: context.role ?? followUpSettings.at({ system }).role,
    })),
    askManager: assign(({ system }) => ({ asked: followUpSettings.at({ system }).managerRole })),
    count: assign({ left: ({ context }) => context.left - 1 }),
    postpone: assign((_, { at }: { at: string }) => ({ at })),
    end: assign({ outcome: (_, outcome: string) => outcome }),
    tellDone: emit(({ context: { topic } }) => ({ type: 'follow-up.done', topic })),
    tellMissed: emit(({ context: { topic } }) => ({ type: 'follow-up.missed', topic })),
  },
  guards: {
    isDated: ({ context }) => context.at !== undefined,
    isAfterSilence: ({ context }) => context.silence !== undefined,
    comesAgain: ({ context }) => context.left > 1 && context.every !== undefined,
    isRepeated: ({ context }) => context.left > 0 && context.every !== undefined,
  },
}).createMachine({
  id: 'follow-up',
  context: ({ input: { customer, topic, about, role, at, in: after, silence, repeat } }) => ({
    ...{ customer, topic, left: repeat?.times ?? 1 },
    ...(about !== undefined && { about }),
    ...(role !== undefined && { role }),
    ...(at !== undefined && { at }),
    ...(after !== undefined && { in: lasting(after) }),
    ...(silence !== undefined && { silence: lasting(silence) }),
    ...(repeat !== undefined && { every: lasting(repeat.every) }),
  }),
  output: ({ context }) => ({ outcome: context.outcome ?? 'dropped' }),
  initial: 'waiting',
  on: {
    drop: { target: '.over', actions: { type: 'end', params: 'dropped' } },
    'customer.removed': { target: '.over', actions: { type: 'end', params: 'dropped' } },
  },
  states: {
    waiting: {
      meta: { title: { en: 'Not yet due', zh: '未到期' } },
      initial: 'deciding',
      on: { postpone: { target: '.dated', actions: { type: 'postpone', params: ({ event }) => event } } },
      states: {
        deciding: {
          always: [
            { guard: 'isDated', target: 'dated' },
            { guard: 'isAfterSilence', target: 'silent' },
            { target: 'resting' },
          ],
        },
        dated: { meta: { title: { en: 'At a date', zh: '到期日' } }, after: { date: '#due' } },
        resting: { meta: { title: { en: 'After a while', zh: '一段时间后' } }, after: { while: '#due' } },
        silent: {
          meta: { title: { en: 'When nothing is heard', zh: '客户沉默后' } },
          on: {
            'note.created': heard,
            'message.created': heard,
            'order.placed': heard,
            'outreach.replied': heard,
          },
          after: { silence: '#due' },
        },
        again: { meta: { title: { en: 'Until the next', zh: '等待下一次' } }, after: { interval: '#due' } },
      },
    },

    due: {
      id: 'due',
      meta: { title: { en: 'Due', zh: '到期' } },
      initial: 'asked',
      on: {
        done: 'followed',
        postpone: { target: 'waiting.dated', actions: { type: 'postpone', params: ({ event }) => event } },
      },
      after: {
        givenUp: [
          { guard: 'comesAgain', target: 'waiting.again', actions: 'count' },
          { target: 'over', actions: { type: 'end', params: 'missed' } },
        ],
      },
      states: {
        asked: {
          entry: 'ask',
          meta: {
            title: { en: 'To be done', zh: '待跟进' },
            task: {
              role: { context: 'asked' },
              title: { en: 'Follow up', zh: '跟进客户' },
              does: ['done', 'postpone', 'drop'],
              due: 'within',
              assign: 'least-load',
            },
          },
          after: { within: { target: 'missed', actions: 'tellMissed' } },
        },
        missed: {
          entry: 'askManager',
          meta: {
            title: { en: 'Missed', zh: '已逾期' },
            task: {
              role: { context: 'asked' },
              title: { en: 'See to a missed follow-up', zh: '处理逾期跟进' },
              does: ['done', 'postpone', 'drop'],
              due: 'managerWithin',
            },
          },
        },
      },
    },

    followed: {
      meta: { title: { en: 'Done', zh: '已跟进' } },
      entry: ['count', 'tellDone'],
      always: [
        { guard: 'isRepeated', target: 'waiting.again' },
        { target: 'over', actions: { type: 'end', params: 'done' } },
      ],
    },

    over: { type: 'final', meta: { title: { en: 'Over', zh: '已结束' } } },
  },
});

export const definition = process({
  name: 'follow-up',
  version: 1,
  title: { en: 'Follow-up', zh: '跟进' },
  ...followUp,
  machine,
  customer: (context) => context.customer,
});
