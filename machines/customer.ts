import { assign, emit, setup } from 'xstate';
import * as z from 'zod';
import { customerId as customer, recordEvent } from './codes.ts';
import { decide } from './decide.ts';
import { announced, process, schemas, text } from './define.ts';
import { duration, settings } from './settings.ts';

const role = z.string().regex(/^[\w-]{1,40}$/, 'is not a role');
const step = z.strictObject({
  step: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, 'is not a code of lower-case letters, digits and hyphens')
    .meta(text('What is done, as a code', '步骤代码')),
  role: role.meta(text('Who does it', '负责角色')),
});
const length = (days: number, en: string, zh: string) => duration.default({ days }).meta(text(en, zh));

const customerSettings = settings('customer', {
  onboarding: z
    .array(step)
    .max(20)
    .default([
      { step: 'welcome-call', role: 'sales' },
      { step: 'first-order-check', role: 'service' },
    ])
    .meta(text('What is done with a new customer, one after the other', '新客户引导步骤，依次进行')),
  onboardingReminder: length(
    3,
    'A step should be done within; then its task is escalated',
    '步骤时限，逾期上报',
  ),
  onboardingGivenUp: length(30, 'A step that nobody does is left out after', '步骤跳过期限'),
  managerRole: role.default('sales-manager').meta(text('Who sees to what others leave', '逾期负责角色')),
  atRisk: length(
    180,
    'An active customer is at risk after so long without an order',
    '多久未下单视为有流失风险',
  ),
  lapsed: length(180, 'A customer at risk has lapsed after so long', '多久视为已流失'),
  settled: length(90, 'A customer who was won back is active again after', '赢回客户转为活跃的期限'),
  winBackWithin: length(7, 'A customer at risk should be called within', '流失风险客户联系时限'),
  unhappyRating: z
    .int()
    .min(0)
    .max(5)
    .default(2)
    .meta(
      text('A case rated so or lower puts a customer at risk (0: none does)', '评分不高于此视为有流失风险'),
    ),
});

const life = schemas({
  settings: customerSettings,

  input: z.strictObject({ customer }).meta(text('Whose life it is', '客户')),

  context: z.strictObject({
    customer: z.string(),
    orders: z.int(),
    /** How many steps of the onboarding are behind, and whose the next is. */
    steps: z.int(),
    role: z.string().optional(),
    /** Who calls a customer at risk. */
    caller: z.string().optional(),
    unhappy: z.boolean().optional(),
    timesAtRisk: z.int().optional(),
  }),

  output: z.strictObject({ orders: z.int() }),

  events: {
    stepDone: z.object({}).meta(text('The step is done', '步骤已完成')),
    stepSkipped: z.object({}).meta(text('The step is not needed', '跳过步骤')),
    called: z.object({}).meta(text('The customer was called', '已致电客户')),
    'customer.removed': recordEvent.meta(text('The customer was erased', '客户已删除')),
    'customer.changed': recordEvent.meta(text('The customer was changed or merged', '客户已更改或合并')),
    'opportunity.won': announced({}, text('An opportunity was won', '商机已赢单')),
    'order.placed': announced({}, text('An order was placed', '已下单')),
    'customer.merged': announced(
      { orders: z.int() },
      text('Another life of the same customer is over', '同一客户的另一生命周期已结束'),
    ),
    'order.closed': announced({}, text('An order has ended', '订单已结束')),
    'case.closed': announced({ rating: z.int().optional() }, text('A case was closed', '工单已关闭')),
  },

  emitted: {
    'customer.merged': z.object({ orders: z.int() }),
    'customer.at-risk': z.object({}),
    'customer.lapsed': z.object({}),
    'customer.won-back': z.object({}),
  },
  effects: {},
  inline: {
    chooseAction: decide('next-best-action', {
      input: z.strictObject({ orders: z.int(), unhappy: z.boolean(), timesAtRisk: z.int() }),
      output: z.strictObject({ caller: z.string().optional() }),
      answer: z.discriminatedUnion('action', [
        z.object({ action: z.literal('call'), role }),
        z.object({ action: z.literal('wait') }),
      ]),
      result: (answer) => (answer.action === 'call' ? { caller: answer.role } : {}),
    }),
  },
});

/**
 * The life of a customer: prospect, active, at risk, lapsed, won back, moved by the ends of the other processes and by
 * time, until the customer is erased, or merged into another who has a life of its own. Beside it, what is done with a
 * new customer, step by step.
 */
export const machine = setup({
  ...life.setup,
  delays: {
    onboardingReminder: customerSettings.delay((set) => set.onboardingReminder),
    onboardingGivenUp: customerSettings.delay((set) => set.onboardingGivenUp),
    atRisk: customerSettings.delay((set) => set.atRisk),
    lapsed: customerSettings.delay((set) => set.lapsed),
    settled: customerSettings.delay((set) => set.settled),
    winBackWithin: customerSettings.delay((set) => set.winBackWithin),
  },
  actions: {
    tellMerged: emit(({ context: { orders } }) => ({ type: 'customer.merged', orders }) as const),
    takeOver: assign({ orders: ({ context }, { orders }: { orders: number }) => context.orders + orders }),
    countOrder: assign({ orders: ({ context }) => context.orders + 1 }),
    weigh: assign(({ system }, { rating = Infinity }: { rating?: number | undefined }) => ({
      unhappy: rating <= customerSettings.at({ system }).unhappyRating,
    })),
    forgive: assign({ unhappy: undefined }),
    next: assign(({ context, system }) => ({
      role: customerSettings.at({ system }).onboarding[context.steps]?.role,
    })),
    askManager: assign(({ system }) => ({ role: customerSettings.at({ system }).managerRole })),
    countRisk: assign({ timesAtRisk: ({ context }) => (context.timesAtRisk ?? 0) + 1 }),
    /** Nothing says what is done: whoever sees to what others leave calls. */
    askManagerToCall: assign(({ system }) => ({ caller: customerSettings.at({ system }).managerRole })),
    stepOn: assign({ steps: ({ context }) => context.steps + 1 }),
    tellAtRisk: emit({ type: 'customer.at-risk' }),
    tellLapsed: emit({ type: 'customer.lapsed' }),
    tellWonBack: emit({ type: 'customer.won-back' }),
  },
  guards: {
    isMerged: ({ context }, { record, changed }: { record: string; changed: readonly string[] }) =>
      // The survivor took over whoever it was merged with.
      record !== context.customer && changed.includes('merged'),
    hasOrdered: (_, { orders }: { orders: number }) => orders > 0,
    isUnhappy: ({ context }) => context.unhappy === true,
    hasStep: ({ context }) => context.role !== undefined,
  },
}).createMachine({
  id: 'customer',
  context: ({ input: { customer } }) => ({ customer, orders: 0, steps: 0 }),
  output: ({ context }) => ({ orders: context.orders }),
  initial: 'living',
  states: {
    living: {
      meta: { title: { en: 'Customer', zh: '客户' } },
      type: 'parallel',
      on: {
        'customer.removed': 'erased',
        'customer.changed': {
          guard: { type: 'isMerged', params: ({ event }) => event },
          target: 'merged',
          actions: 'tellMerged',
        },
        'customer.merged': { actions: { type: 'takeOver', params: ({ event }) => event } },
      },
      states: {
        standing: {
          initial: 'prospect',
          states: {
            prospect: {
              meta: { title: { en: 'Prospect', zh: '潜在客户' } },
              on: {
                'order.placed': { target: 'active', actions: 'countOrder' },
                'opportunity.won': 'active',
                'customer.merged': {
                  guard: { type: 'hasOrdered', params: ({ event }) => event },
                  target: 'active',
                  actions: { type: 'takeOver', params: ({ event }) => event },
                },
              },
            },

            active: {
              meta: { title: { en: 'Active', zh: '活跃' } },
              always: { guard: 'isUnhappy', target: 'atRisk' },
              on: {
                'order.placed': { target: 'active', reenter: true, actions: 'countOrder' },
                'order.closed': { target: 'active', reenter: true },
                'case.closed': { actions: { type: 'weigh', params: ({ event }) => event } },
              },
              after: { atRisk: 'atRisk' },
            },

            atRisk: {
              meta: { title: { en: 'At risk', zh: '有流失风险' } },
              entry: 'tellAtRisk',
              exit: ['forgive', 'countRisk'],
              on: { 'order.placed': { target: 'active', actions: 'countOrder' } },
              after: { lapsed: 'lapsed' },
              initial: 'choosing',
              states: {
                choosing: {
                  meta: { title: { en: 'What is to be done?', zh: '选择行动' } },
                  invoke: {
                    id: 'choice',
                    src: 'chooseAction',
                    input: ({ context: { orders, unhappy = false, timesAtRisk = 0 } }) => ({
                      ...{ orders, unhappy, timesAtRisk },
                    }),
                    onDone: [
                      {
                        guard: ({ event }) => event.output.caller !== undefined,
                        target: 'calling',
                        actions: assign({ caller: ({ event }) => event.output.caller }),
                      },
                      { target: 'waiting' },
                    ],
                    onError: { target: 'calling', actions: 'askManagerToCall' },
                  },
                },
                calling: {
                  meta: {
                    title: { en: 'To be called', zh: '待联系' },
                    task: {
                      role: { context: 'caller' },
                      title: { en: 'Call a customer at risk', zh: '联系有流失风险的客户' },
                      does: ['called'],
                      due: 'winBackWithin',
                      assign: 'least-load',
                    },
                  },
                  on: { called: 'waiting' },
                },
                waiting: { meta: { title: { en: 'Waiting for the next order', zh: '等待再次下单' } } },
              },
            },

            lapsed: {
              meta: { title: { en: 'Lapsed', zh: '已流失' } },
              entry: 'tellLapsed',
              on: { 'order.placed': { target: 'wonBack', actions: 'countOrder' } },
            },

            wonBack: {
              meta: { title: { en: 'Won back', zh: '已赢回' } },
              entry: 'tellWonBack',
              on: { 'order.placed': { target: 'active', actions: 'countOrder' } },
              after: { settled: 'active' },
            },
          },
        },

        onboarding: {
          initial: 'notYet',
          states: {
            notYet: {
              meta: { title: { en: 'Not a customer yet', zh: '尚未成交' } },
              on: {
                'order.placed': 'stepping',
                'opportunity.won': 'stepping',
                'customer.merged': {
                  guard: { type: 'hasOrdered', params: ({ event }) => event },
                  target: 'stepping',
                },
              },
            },

            stepping: {
              meta: { title: { en: 'Onboarding', zh: '新客户引导' } },
              initial: 'deciding',
              on: {
                stepDone: { target: '.deciding', actions: 'stepOn' },
                stepSkipped: { target: '.deciding', actions: 'stepOn' },
              },
              states: {
                deciding: {
                  entry: 'next',
                  always: [{ guard: 'hasStep', target: 'step' }, { target: '#onboarded' }],
                },
                step: {
                  after: { onboardingGivenUp: { target: 'deciding', actions: 'stepOn' } },
                  initial: 'asked',
                  states: {
                    asked: {
                      meta: {
                        title: { en: 'Step to be done', zh: '待完成步骤' },
                        task: {
                          role: { context: 'role' },
                          title: { en: 'Onboard a new customer', zh: '引导新客户' },
                          does: ['stepDone', 'stepSkipped'],
                          due: 'onboardingReminder',
                          assign: 'least-load',
                        },
                      },
                      after: { onboardingReminder: 'escalated' },
                    },
                    escalated: {
                      entry: 'askManager',
                      meta: {
                        title: { en: 'Step overdue', zh: '步骤逾期' },
                        task: {
                          role: { context: 'role' },
                          title: { en: 'See to an overdue onboarding', zh: '处理逾期的新客户引导' },
                          does: ['stepDone', 'stepSkipped'],
                          due: 'onboardingReminder',
                        },
                      },
                    },
                  },
                },
              },
            },

            onboarded: { id: 'onboarded', meta: { title: { en: 'Onboarded', zh: '已完成引导' } } },
          },
        },
      },
    },

    merged: { type: 'final', meta: { title: { en: 'Merged into another', zh: '已合并' } } },
    erased: { type: 'final', meta: { title: { en: 'Erased', zh: '已删除' } } },
  },
});

export const definition = process({
  name: 'customer',
  version: 1,
  title: { en: 'Customer', zh: '客户' },
  ...life,
  machine,
  customer: (context) => context.customer,
});
