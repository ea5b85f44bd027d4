import { assign, emit, setup } from 'xstate';
import * as z from 'zod';
import { takesEffectAt, until } from '../business.ts';
import { reason } from '../codes.ts';
import { effect, inline, lasting, process, schemas, text } from '../define.ts';
import { goal } from '../outreach/goals.ts';
import { duration } from '../settings.ts';
import { type Figures, figures, noFigures, together } from './figures.ts';
import { campaignSettings } from './settings.ts';

const id = z.string().regex(/^[\w-]{1,64}$/, 'is not an id');
const code = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'is not a code of small letters, digits and hyphens');
const moment = z.iso
  .datetime({ offset: true, error: 'must be a time as in RFC 3339' })
  .meta({ examples: ['2026-01-31T09:30:00Z'] });

/** What a campaign is, as people write it. */
const plan = z.strictObject({
  name: code.meta({ ...text('What it is called, as a code', '活动代码'), examples: ['spring-sale'] }),
  segment: id.meta(text('The segment that is enrolled', '目标客户群')),
  sequence: code.meta({ ...text('What is sent, step by step', '触达序列'), examples: ['welcome'] }),
  startsAt: moment
    .optional()
    .meta(text('When it starts; once it is approved where it is absent', '开始时间')),
  endsAt: moment.meta(text('When it ends', '结束时间')),
  goal: goal.optional(),
  holdOut: z
    .int()
    .min(0)
    .max(90)
    .optional()
    .meta(text('How many of a hundred customers are left alone, to compare', '对照组百分比')),
  perCustomer: z
    .int()
    .min(1)
    .max(50)
    .optional()
    .meta(text('How often it touches one customer at most', '每位客户触达上限')),
  inAll: z
    .int()
    .min(1)
    .max(100_000_000)
    .optional()
    .meta(text('How many touches it makes at most', '总触达上限')),
  suppressed: z.array(id).max(10).default([]).meta(text('Segments that it leaves alone', '排除的客户群')),
  again: duration
    .optional()
    .meta(text('How often the segment is enrolled anew; once where it is absent', '再次纳入的间隔')),
  repeat: z
    .enum(['once', 'each-round'])
    .default('once')
    .meta(text('Whether who was enrolled before is enrolled again', '是否重复纳入同一客户')),
});

const campaign = schemas({
  settings: campaignSettings,

  input: plan
    .refine(({ startsAt, endsAt }) => startsAt === undefined || Date.parse(startsAt) < Date.parse(endsAt), {
      error: 'must be after startsAt',
      path: ['endsAt'],
    })
    .meta(text('A campaign as it is planned', '活动计划')),

  context: z.strictObject({
    ...{ name: z.string(), segment: z.string(), sequence: z.string() },
    ...{ startsAt: z.string().optional(), endsAt: z.string(), goal: z.string().optional() },
    ...{ holdOut: z.int(), perCustomer: z.int().optional(), inAll: z.int().optional() },
    ...{ suppressed: z.array(z.string()), again: z.number().optional(), repeat: z.string() },
    /** Who has a draft, or an approval. */
    asked: z.string().optional(),
    /** How often the segment was enrolled, and the job that does it. */
    round: z.int(),
    job: z.string().optional(),
    /** Whether a round is under way, also while it is paused; false where it came too late for one. */
    enrolling: z.boolean().optional(),
    cursor: z.string().optional(),
    figures,
    outcome: z.string().optional(),
  }),

  output: z.strictObject({ outcome: z.string(), figures }),

  events: {
    submit: z.object({}).meta(text('It is to be approved', '提交审批')),
    drop: z.object({}).meta(text('It is not wanted any more', '放弃活动')),
    approve: z.object({}).meta(text('It may go ahead', '批准')),
    decline: z.object({ reason }).meta(text('It is a draft again', '退回修改')),
    pause: z.object({}).meta(text('Nothing is sent until it is resumed', '暂停')),
    resume: z.object({}).meta(text('It goes on', '恢复')),
    finish: z.object({}).meta(text('It ends now', '提前结束')),
  },

  emitted: { 'campaign.finished': z.object({ outcome: z.string() }) },

  inline: {
    shareOf: inline({
      input: z.undefined(),
      output: z.int(),
      compute: (_, scope) => campaignSettings.at(scope).holdOut,
    }),
  },

  effects: {
    enrol: effect({
      input: z.strictObject({
        ...{ segment: z.string(), sequence: z.string(), goal: z.string().optional(), until: z.string() },
        ...{ holdOut: z.int(), round: z.int(), repeat: z.string() },
      }),
      output: z.strictObject({ job: z.string() }),
      exhausted: 'hold',
    }),
    lookAtJob: effect({
      input: z.strictObject({ job: z.string() }),
      output: z.strictObject({ over: z.boolean(), code: z.string().optional() }),
      exhausted: 'hold',
    }),
    resumeMembers: effect({ input: z.strictObject({}), output: z.strictObject({}), exhausted: 'hold' }),
    countMembers: effect({
      input: z.strictObject({ cursor: z.string().optional() }),
      output: z.strictObject({ cursor: z.string().optional(), figures }),
      exhausted: 'hold',
    }),
  },
});

const end = (outcome: string) => ({ type: 'end', params: outcome }) as const;

/**
 * A campaign: it is drafted, approved by a manager, enrols a segment at its time, and is measured when it is over. Each
 * customer has an outreach of their own, which asks the campaign at the moment of each touch: so nothing leaves once a
 * pause is committed, and its caps, hold-out group and suppressed segments hold whatever the outreach was started with.
 */
export const machine = setup({
  ...campaign.setup,
  delays: {
    draftWithin: campaignSettings.delay((set) => set.draftWithin),
    draftKept: campaignSettings.delay((set) => set.draftKept),
    approvalWithin: campaignSettings.delay((set) => set.approvalWithin),
    approvalKept: campaignSettings.delay((set) => set.approvalKept),
    pausedKept: campaignSettings.delay((set) => set.pausedKept),
    settling: campaignSettings.delay((set) => set.settling),
    start: until(({ context }) => (context.startsAt === undefined ? 0 : Date.parse(context.startsAt))),
    campaignEnd: until(({ context }) => Date.parse(context.endsAt)),
    again: ({ context }) => context.again ?? lasting({ days: 3650 }),
    look: lasting({ minutes: 1 }),
  },
  actions: {
    askMarketer: assign(({ system }) => ({ asked: campaignSettings.at({ system }).role })),
    askManager: assign(({ system }) => ({ asked: campaignSettings.at({ system }).approverRole })),
    end: assign({ outcome: (_, outcome: string) => outcome }),
    share: assign({ holdOut: (_, holdOut: number) => holdOut }),
    beginRound: assign({
      enrolling: ({ context, system }) => takesEffectAt({ system }) < Date.parse(context.endsAt),
    }),
    begun: assign({ job: (_, job: string) => job }),
    through: assign({ enrolling: undefined, job: undefined, round: ({ context }) => context.round + 1 }),
    count: assign(({ context }, more: { cursor?: string | undefined; figures: Figures }) => ({
      figures: together(context.figures, more.figures),
      cursor: more.cursor,
    })),
    tellFinished: emit(
      ({ context }) => ({ type: 'campaign.finished', outcome: context.outcome ?? 'finished' }) as const,
    ),
  },
  guards: {
    isShared: ({ context }) => context.holdOut >= 0,
    isTooLate: ({ context }) => context.enrolling === false,
    isBegun: ({ context }) => context.job !== undefined,
    // One that was begun before `enrolling` was kept is known by its job.
    isEnrolling: ({ context }) => context.enrolling === true || context.job !== undefined,
    comesAgain: ({ context }) => context.again !== undefined,
  },
}).createMachine({
  id: 'campaign',
  context: ({ input: { again, goal, startsAt, perCustomer, inAll, holdOut = -1, ...input } }) => ({
    ...{ ...input, holdOut, round: 0, figures: noFigures },
    ...(again !== undefined && { again: lasting(again) }),
    ...(goal !== undefined && { goal }),
    ...(startsAt !== undefined && { startsAt }),
    ...(perCustomer !== undefined && { perCustomer }),
    ...(inAll !== undefined && { inAll }),
  }),
  output: ({ context }) => ({ outcome: context.outcome ?? 'finished', figures: context.figures }),
  initial: 'beginning',
  states: {
    beginning: {
      meta: { title: { en: 'Beginning', zh: '开始' } },
      always: { guard: 'isShared', target: 'draft' },
      invoke: {
        id: 'share',
        src: 'shareOf',
        onDone: { target: 'draft', actions: { type: 'share', params: ({ event }) => event.output } },
        onError: { target: 'draft', actions: { type: 'share', params: 0 } },
      },
    },

    draft: {
      entry: 'askMarketer',
      meta: {
        title: { en: 'Draft', zh: '草稿' },
        task: {
          role: { context: 'asked' },
          title: { en: 'Complete the campaign', zh: '完善活动' },
          does: ['submit', 'drop'],
          due: 'draftWithin',
        },
      },
      on: { submit: 'approval', drop: { target: 'finished', actions: end('dropped') } },
      after: { draftKept: { target: 'finished', actions: end('dropped') } },
    },

    approval: {
      entry: 'askManager',
      meta: {
        title: { en: 'To be approved', zh: '待审批' },
        task: {
          role: { context: 'asked' },
          title: { en: 'Approve the campaign', zh: '审批活动' },
          does: ['approve', 'decline'],
          due: 'approvalWithin',
          assign: 'least-load',
        },
      },
      on: { approve: 'scheduled', decline: 'draft', drop: { target: 'finished', actions: end('dropped') } },
      after: { approvalKept: 'draft' },
    },

    scheduled: {
      meta: { title: { en: 'Scheduled', zh: '已排期' } },
      on: { drop: { target: 'finished', actions: end('dropped') } },
      after: { start: 'active' },
    },

    active: {
      meta: { title: { en: 'Active', zh: '进行中' } },
      initial: 'enrolling',
      on: { pause: 'paused', finish: 'measuring' },
      after: { campaignEnd: 'measuring' },
      states: {
        enrolling: {
          meta: { title: { en: 'Enrolling', zh: '纳入客户中' } },
          initial: 'deciding',
          states: {
            deciding: {
              entry: 'beginRound',
              always: [
                { guard: 'isTooLate', target: '#campaign.measuring' },
                { guard: 'isBegun', target: 'waiting' },
                { target: 'beginning' },
              ],
            },
            beginning: {
              invoke: {
                id: 'enrolment',
                src: 'enrol',
                input: ({ context: { segment, sequence, goal, endsAt, holdOut, round, repeat } }) => ({
                  ...{ segment, sequence, until: endsAt, holdOut, round, repeat },
                  ...(goal !== undefined && { goal }),
                }),
                onDone: {
                  target: 'waiting',
                  actions: { type: 'begun', params: ({ event }) => event.output.job },
                },
                onError: { target: '#finished', actions: end('failed') },
              },
            },
            waiting: { after: { look: 'looking' } },
            looking: {
              invoke: {
                id: 'look',
                src: 'lookAtJob',
                input: ({ context }) => ({ job: context.job ?? '' }),
                onDone: [
                  { guard: ({ event }) => !event.output.over, target: 'waiting' },
                  {
                    guard: ({ event }) => event.output.code !== undefined,
                    target: '#finished',
                    actions: end('failed'),
                  },
                  { target: '#running', actions: 'through' },
                ],
                onError: 'waiting',
              },
            },
          },
        },

        running: {
          id: 'running',
          meta: { title: { en: 'Running', zh: '运行中' } },
          after: { again: { guard: 'comesAgain', target: 'enrolling' } },
        },

        resuming: {
          meta: { title: { en: 'Being resumed', zh: '恢复中' } },
          invoke: {
            id: 'resumption',
            src: 'resumeMembers',
            input: {},
            onDone: [{ guard: 'isEnrolling', target: 'enrolling' }, { target: 'running' }],
            onError: [{ guard: 'isEnrolling', target: 'enrolling' }, { target: 'running' }],
          },
        },
      },
    },

    paused: {
      meta: { title: { en: 'Paused', zh: '已暂停' } },
      on: { resume: 'active.resuming', finish: 'measuring' },
      after: { pausedKept: 'measuring' },
    },

    measuring: {
      meta: { title: { en: 'Being measured', zh: '统计中' } },
      initial: 'settling',
      states: {
        settling: { after: { settling: 'counting' } },
        counting: {
          invoke: {
            id: 'count',
            src: 'countMembers',
            input: ({ context: { cursor } }) => ({ ...(cursor !== undefined && { cursor }) }),
            onDone: [
              {
                guard: ({ event }) => event.output.cursor !== undefined,
                target: 'counting',
                reenter: true,
                actions: { type: 'count', params: ({ event }) => event.output },
              },
              {
                target: '#finished',
                actions: [{ type: 'count', params: ({ event }) => event.output }, end('finished')],
              },
            ],
            onError: { target: '#finished', actions: end('not-measured') },
          },
        },
      },
    },

    finished: {
      id: 'finished',
      type: 'final',
      entry: 'tellFinished',
      meta: { title: { en: 'Finished', zh: '已结束' } },
    },
  },
});

export const definition = process({
  name: 'campaign',
  version: 1,
  title: { en: 'Campaign', zh: '营销活动' },
  ...campaign,
  machine,
  key: (context) => context.name,
});
