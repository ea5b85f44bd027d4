import { assign, emit, setup } from 'xstate';
import * as z from 'zod';
import { business, until } from '../business.ts';
import { isHeldOut } from '../campaign/hold-out.ts';
import { customerId, recordEvent } from '../codes.ts';
import { decide } from '../decide.ts';
import { effect, inline, lasting, process, schemas, text } from '../define.ts';
import { goal, goals } from './goals.ts';
import { outreachSettings, stepOf } from './settings.ts';

const id = z.string().regex(/^[\w-]{1,64}$/, 'is not an id');
const code = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,59}$/, 'is not a code of small letters, digits and hyphens')
  .meta({ ...text('Which sequence', '触达序列'), examples: ['welcome'] });
const moment = z.iso
  .datetime({ offset: true, error: 'must be a time as in RFC 3339' })
  .meta({ ...text('When the campaign ends', '活动结束时间'), examples: ['2026-01-31T09:30:00Z'] });
const purpose = z
  .enum(['marketing', 'transactional'])
  .meta(
    text('Whether it needs consent: news and offers do, what concerns an order or a case does not', '用途'),
  );

/** Why a touch was not made. */
const why = z.enum([
  ...['no-consent', 'suppressed', 'quiet-hours', 'cap', 'unreachable', 'gone', 'nothing-to-say'],
  ...['paused', 'campaign-over', 'held-out'],
] as const);

/** Where it ends, whatever the sequence still holds. */
const FINAL = ['suppressed', 'gone', 'campaign-over', 'held-out'];

const outreach = schemas({
  settings: outreachSettings,

  input: z
    .strictObject({
      customer: customerId,
      sequence: code,
      purpose: purpose.default('marketing'),
      campaign: id.optional().meta(text('The campaign that it belongs to', '所属活动')),
      holdOut: z
        .int()
        .min(0)
        .max(90)
        .optional()
        .meta(text('How many of a hundred customers the campaign leaves alone', '对照组百分比')),
      goal: goal.optional(),
      until: moment.optional(),
    })
    .refine(({ campaign, until }) => (campaign === undefined) === (until === undefined), {
      error: 'must be there with campaign, and only then',
      path: ['until'],
    })
    .meta(text('Who is written to, and with which sequence', '触达对象及序列')),

  context: z.strictObject({
    customer: z.string(),
    sequence: z.string(),
    purpose,
    campaign: z.string().optional(),
    goal: z.string().optional(),
    until: z.string().optional(),
    heldOut: z.boolean(),
    /** The step that is being done, from 0. */
    step: z.int(),
    channel: z.enum(['mail', 'sms', 'call', 'webhook']).optional(),
    what: z.string().optional(),
    wait: z.number().optional(),
    workingDays: z.number().optional(),
    clicked: z.union([z.enum(['wait', 'next', 'stop']), z.int()]).optional(),
    again: z.number().optional(),
    role: z.string().optional(),
    sent: z.int(),
    clicks: z.int(),
    converted: z.boolean(),
    outcome: z.string().optional(),
  }),

  output: z.strictObject({
    outcome: z.string(),
    arm: z.enum(['contacted', 'held-out']),
    sent: z.int(),
    clicks: z.int(),
    converted: z.boolean(),
  }),

  events: {
    reply: z.object({}).meta(text('The customer has answered', '客户已回复')),
    clicked: z
      .object({ step: z.int().min(0), link: z.string().regex(/^[\w-]{1,40}$/, 'is not a code') })
      .meta(text('A link of a mail was followed', '点击了邮件链接')),
    bounced: z.object({}).meta(text('What was sent did not arrive', '发送失败退回')),
    unsubscribed: z
      .object({ channel: z.string().regex(/^[a-z]{1,20}$/, 'is not a channel') })
      .meta(text('The customer wants no more of it', '客户退订')),
    called: z.object({}).meta(text('The customer was spoken with', '已致电')),
    notReached: z.object({}).meta(text('The customer was not reached', '未接通')),
    resume: z.object({}).meta(text('The campaign goes on', '活动恢复')),
    stop: z.object({}).meta(text('Nothing more is sent', '停止触达')),
    'customer.removed': recordEvent.meta(text('The customer was removed: it ends', '客户已删除')),
    ...goals,
  },

  emitted: {
    'outreach.replied': z.object({}),
    'outreach.clicked': z.object({ link: z.string() }),
    'outreach.ended': z.object({ outcome: z.string(), campaign: z.string().optional() }),
  },

  inline: {
    /** Whether the sequence begins at all; what may be sent then is asked at each touch. */
    judgeEligibility: decide('campaign-eligibility', {
      input: z.strictObject({ sequence: z.string(), purpose, campaign: z.boolean(), heldOut: z.boolean() }),
      output: z.enum(['touch', 'hold-out', 'skip']),
    }),
    readStep: inline({
      input: z.strictObject({ sequence: z.string(), step: z.int() }),
      output: z.strictObject({
        over: z.boolean(),
        channel: z.enum(['mail', 'sms', 'call', 'webhook']).optional(),
        what: z.string().optional(),
        wait: z.number().optional(),
        workingDays: z.number().optional(),
        clicked: z.union([z.enum(['wait', 'next', 'stop']), z.int()]).optional(),
        role: z.string().optional(),
      }),
      compute({ sequence, step }, scope) {
        const set = outreachSettings.at(scope);
        const found = stepOf(set, sequence, step);
        if (found === undefined) return { over: true };
        const { channel, what, wait, workingDays, clicked } = found;
        return {
          ...{ over: false, channel, what, clicked: typeof clicked === 'object' ? clicked.step : clicked },
          ...(workingDays === undefined ? { wait: lasting(wait ?? {}) } : { workingDays }),
          ...(channel === 'call' && { role: set.callRole }),
        };
      },
    }),
  },

  effects: {
    touch: effect({
      input: z.strictObject({
        ...{ customer: z.string(), channel: z.string(), what: z.string(), purpose },
        ...{ campaign: z.string().optional(), sequence: z.string(), step: z.int() },
      }),
      output: z.strictObject({ sent: z.boolean(), why: why.optional(), until: z.number().optional() }),
      attempts: 5,
      deadline: { hours: 1 },
    }),
  },
});

type Step = Partial<Pick<z.output<typeof outreach.context>, (typeof OF_STEP)[number]>>;
/** What the context knows of the step that is being done. */
const OF_STEP = ['channel', 'what', 'wait', 'workingDays', 'clicked', 'role'] as const;

const finish = (outcome: string) =>
  ({ target: '#settling', actions: { type: 'end', params: outcome } }) as const;

/** The goal of the campaign was reached: nothing more is sent. */
const won = (goal: string) =>
  ({
    guard: { type: 'isGoal', params: goal },
    target: '.over',
    actions: ['convert', { type: 'end', params: 'converted' }],
  }) as const;
/** Whether a link was followed in what this very step sent. */
const isOfStep = (event: { readonly type: string; readonly step?: unknown }, step: number) =>
  event.type === 'clicked' && event.step === step;
/** What a followed link leads to in any case. */
const clickedOn = ['countClick', 'tellClicked'] as const;

/**
 * A customer is written to, step by step, until they answer. Whether a touch may be made is asked where it is made, at
 * that moment; one that may not be yet is waited for. Of a campaign, who is held out gets nothing ever, and whoever is
 * through waits for the campaign's goal until it ends: so that both can be compared.
 */
export const machine = setup({
  ...outreach.setup,
  delays: {
    again: until(({ context }) => context.again ?? 0),
    campaignEnd: until(({ context }) => Date.parse(context.until ?? '')),
    patience: outreachSettings.delay((set) => set.patience),
    callWithin: outreachSettings.delay((set) => set.callWithin),
    stepWait: ({ context: { wait = 0, workingDays: days }, system }) =>
      days === undefined
        ? wait
        : business<{ system: object }>({ days }, outreachSettings.at({ system }).calendar)({ system }),
  },
  actions: {
    begin: assign((_, step: Step) => ({
      ...Object.fromEntries(OF_STEP.map((name) => [name, undefined])),
      ...step,
    })),
    holdOut: assign({ heldOut: true }),
    count: assign({ sent: ({ context }) => context.sent + 1 }),
    rest: assign({ again: (_, at: number | undefined) => at }),
    next: assign({ step: ({ context }) => context.step + 1 }),
    goTo: assign({
      step: ({ context }) => (typeof context.clicked === 'number' ? context.clicked : context.step),
    }),
    countClick: assign({ clicks: ({ context }) => context.clicks + 1 }),
    convert: assign({ converted: true }),
    end: assign({ outcome: (_, outcome: string) => outcome }),
    tellReplied: emit({ type: 'outreach.replied' }),
    tellClicked: emit(
      ({ event }) =>
        ({ type: 'outreach.clicked', link: event.type === 'clicked' ? event.link : '' }) as const,
    ),
    tellEnded: emit(
      ({ context: { outcome = 'completed', campaign } }) =>
        ({ type: 'outreach.ended', outcome, ...(campaign !== undefined && { campaign }) }) as const,
    ),
  },
  guards: {
    isHeldOut: ({ context }) => context.heldOut,
    isGoal: ({ context }, type: string) => context.goal === type,
    isMarketing: ({ context }) => context.purpose === 'marketing',
    isCall: ({ context }) => context.channel === 'call',
    watches: ({ context }) => context.goal !== undefined && context.until !== undefined && !context.converted,
    clickStops: ({ context, event }) => isOfStep(event, context.step) && context.clicked === 'stop',
    clickGoesOn: ({ context, event }) => isOfStep(event, context.step) && context.clicked === 'next',
    clickLeads: ({ context, event }) => isOfStep(event, context.step) && typeof context.clicked === 'number',
  },
}).createMachine({
  id: 'outreach',
  context: ({ input: { customer, sequence, purpose, campaign, holdOut = 0, goal, until } }) => ({
    ...{ customer, sequence, purpose, step: 0, sent: 0, clicks: 0, converted: false },
    heldOut: campaign !== undefined && isHeldOut(campaign, customer, holdOut),
    ...(campaign !== undefined && { campaign, until }),
    ...(goal !== undefined && { goal }),
  }),
  output: ({ context: { outcome = 'completed', heldOut, sent, clicks, converted } }) => ({
    ...{ outcome, arm: heldOut ? ('held-out' as const) : ('contacted' as const), sent, clicks, converted },
  }),
  initial: 'beginning',
  on: {
    stop: { target: '.over', actions: { type: 'end', params: 'stopped' } },
    'customer.removed': { target: '.over', actions: { type: 'end', params: 'gone' } },
    'lead.qualified': won('lead.qualified'),
    'opportunity.won': won('opportunity.won'),
    'order.placed': won('order.placed'),
    'customer.won-back': won('customer.won-back'),
  },
  states: {
    beginning: {
      meta: { title: { en: 'Beginning', zh: '开始' } },
      invoke: {
        id: 'eligibility',
        src: 'judgeEligibility',
        input: ({ context: { sequence, purpose, campaign, heldOut } }) => ({
          ...{ sequence, purpose, campaign: campaign !== undefined, heldOut },
        }),
        onDone: [
          { guard: ({ event }) => event.output === 'touch', target: 'sending' },
          {
            guard: ({ event, context }) => event.output === 'hold-out' && context.campaign !== undefined,
            target: 'heldOut',
            actions: 'holdOut',
          },
          { target: 'over', actions: { type: 'end', params: 'skipped' } },
        ],
        onError: [
          { guard: 'isHeldOut', target: 'heldOut' },
          { target: 'over', actions: { type: 'end', params: 'failed' } },
        ],
      },
    },

    heldOut: {
      meta: { title: { en: 'Held out', zh: '对照组' } },
      after: { campaignEnd: { target: 'over', actions: { type: 'end', params: 'held-out' } } },
    },

    sending: {
      meta: { title: { en: 'Being written to', zh: '触达中' } },
      initial: 'reading',
      on: {
        reply: { ...finish('replied'), actions: [{ type: 'end', params: 'replied' }, 'tellReplied'] },
        bounced: finish('bounced'),
        unsubscribed: { guard: 'isMarketing', ...finish('unsubscribed') },
        clicked: [
          {
            guard: 'clickStops',
            target: '#settling',
            actions: [...clickedOn, { type: 'end', params: 'clicked' }],
          },
          { guard: 'clickGoesOn', target: '.reading', actions: [...clickedOn, 'next'] },
          { guard: 'clickLeads', target: '.reading', actions: [...clickedOn, 'goTo'] },
          { actions: clickedOn },
        ],
      },
      states: {
        reading: {
          meta: { title: { en: 'Next step', zh: '下一步' } },
          invoke: {
            id: 'step',
            src: 'readStep',
            input: ({ context: { sequence, step } }) => ({ sequence, step }),
            onDone: [
              { guard: ({ event }) => event.output.over, ...finish('completed') },
              {
                target: 'reaching',
                actions: {
                  type: 'begin',
                  params: ({
                    event: {
                      output: { over: _, ...step },
                    },
                  }) => step,
                },
              },
            ],
            onError: finish('failed'),
          },
        },

        reaching: {
          meta: { title: { en: 'To be sent', zh: '待发送' } },
          initial: 'touching',
          after: { patience: 'waiting' },
          states: {
            touching: {
              meta: { title: { en: 'Being sent', zh: '发送中' } },
              invoke: {
                id: 'touch',
                src: 'touch',
                input: ({
                  context: { customer, channel = 'mail', what = '', purpose, campaign, sequence, step },
                }) => ({
                  ...{ customer, channel, what, purpose, sequence, step },
                  ...(campaign !== undefined && { campaign }),
                }),
                onDone: [
                  {
                    guard: ({ event, context }) => event.output.sent && context.channel === 'call',
                    target: '#calling',
                    actions: 'count',
                  },
                  { guard: ({ event }) => event.output.sent, target: '#waiting', actions: 'count' },
                  {
                    guard: ({ event }) => event.output.until !== undefined,
                    target: 'resting',
                    actions: { type: 'rest', params: ({ event }) => event.output.until },
                  },
                  {
                    guard: ({ event }) => FINAL.includes(event.output.why ?? ''),
                    target: '#settling',
                    actions: { type: 'end', params: ({ event }) => event.output.why ?? 'stopped' },
                  },
                  { guard: ({ event }) => event.output.why === 'cap', ...finish('capped') },
                  { target: '#waiting' },
                ],
                onError: '#waiting',
              },
            },
            resting: {
              meta: { title: { en: 'May not be sent yet', zh: '暂不可发送' } },
              on: { resume: 'touching' },
              after: { again: 'touching' },
            },
          },
        },

        calling: {
          id: 'calling',
          meta: {
            title: { en: 'To be called', zh: '待致电' },
            task: {
              role: { context: 'role' },
              title: { en: 'Call the customer', zh: '致电客户' },
              does: ['called', 'notReached', 'reply'],
              due: 'callWithin',
              assign: 'least-load',
            },
          },
          on: { called: 'waiting', notReached: 'waiting' },
          after: { callWithin: 'waiting' },
        },

        waiting: {
          id: 'waiting',
          meta: { title: { en: 'Waiting for the next step', zh: '等待下一步' } },
          after: { stepWait: { target: 'reading', actions: 'next' } },
        },
      },
    },

    settling: {
      id: 'settling',
      meta: { title: { en: 'Through', zh: '序列结束' } },
      always: [{ guard: 'watches', target: 'watching' }, { target: 'over' }],
    },

    watching: {
      meta: { title: { en: 'Waiting for the goal', zh: '等待目标达成' } },
      after: { campaignEnd: 'over' },
    },

    over: { type: 'final', entry: 'tellEnded', meta: { title: { en: 'Over', zh: '已结束' } } },
  },
});

export const definition = process({
  name: 'outreach',
  version: 1,
  title: { en: 'Outreach', zh: '客户触达' },
  ...outreach,
  machine,
  key: (context) => context.campaign,
  customer: (context) => context.customer,
});
