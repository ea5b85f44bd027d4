import { assign, setup } from 'xstate';
import * as z from 'zod';
import { articles, notify, order, preparation, reason, role, telling, waiting } from './after-sales.ts';
import { externalCode as code, customerId as customer } from './codes.ts';
import { announced, process, schemas, text } from './define.ts';
import { duration, settings } from './settings.ts';

/** What a company may change of its replacements without code. */
const replacementSettings = settings('replacement', {
  warehouse: role.default('warehouse').meta(text('Who places the order', '负责下单的角色')),
  orderReminder: duration.default({ days: 1 }).meta(text('How often the team is reminded', '下单提醒间隔')),
  orderDeadline: duration
    .default({ days: 14 })
    .meta(text('When a replacement that nobody orders is given up', '未下单放弃的期限')),
  deliveryReminder: duration
    .default({ days: 5 })
    .meta(text('How often the team is asked where it is', '物流查询提醒间隔')),
  deliveryDeadline: duration
    .default({ days: 30 })
    .meta(text('When what did not arrive counts as lost', '未送达视为丢失的期限')),
});

const outcome = z.enum(['delivered', 'unavailable', 'not-ordered', 'lost', 'cancelled', 'failed']);
/** What it tells, by what it is about. */
export const about = z.enum([
  'promised',
  'to-order',
  'ordered',
  'to-trace',
  'unavailable',
  'lost',
  'cancelled',
]);

const parts = schemas({
  settings: replacementSettings,

  input: z
    .strictObject({ customer, articles, order: order.optional() })
    .meta(text('What the customer gets instead', '更换商品')),

  context: z.strictObject({
    customer: z.string(),
    articles,
    order: z.string().optional(),
    number: z.string(),
    role: z.string(),
    replacement: z.string().optional(),
    outcome,
  }),

  output: z.strictObject({ outcome, number: z.string(), order: z.string().optional() }),

  events: {
    ordered: z
      .object({ order: code.meta(text('The new order: its instance', '新订单的实例编号')) })
      .meta(text('An order was placed for it', '已为更换下单')),
    unavailable: z.object({ reason }).meta(text('There is nothing to replace it with', '无货可换')),
    'order.delivered': announced({}, text('An order of the customer has been delivered', '客户的订单已送达')),
    delivered: z.object({}).meta(text('It has reached the customer', '已送达客户')),
    cancel: z.object({ reason }).meta(text('It is no longer wanted', '取消更换')),
  },

  emitted: { 'replacement.closed': z.object({ outcome }) },
  effects: { notify: notify(about, {}) },
  inline: { prepare: preparation('RPL', (scope) => replacementSettings.at(scope).warehouse) },
});

type Outcome = z.output<typeof outcome>;

const replacementSetup = setup({
  ...parts.setup,
  delays: {
    orderReminder: replacementSettings.delay((set) => set.orderReminder),
    orderDeadline: replacementSettings.delay((set) => set.orderDeadline),
    deliveryReminder: replacementSettings.delay((set) => set.deliveryReminder),
    deliveryDeadline: replacementSettings.delay((set) => set.deliveryDeadline),
  },
  actions: {
    end: assign({ outcome: (_, how: { outcome: Outcome }) => how.outcome }),
  },
  guards: {
    isThisOrder: ({ context }, { instance }: { instance: string }) => instance === context.replacement,
  },
});

const end = (outcome: Outcome) => ({ type: 'end', params: { outcome } }) as const;
const tell = telling((_: z.output<typeof parts.context>) => ({}));

const machine = replacementSetup.createMachine({
  id: 'replacement',
  context: ({ input }) => ({ ...input, number: '', role: '', outcome: 'failed' }),
  output: ({ context: { outcome, number, replacement } }) => ({
    ...{ outcome, number },
    ...(replacement !== undefined && { order: replacement }),
  }),
  initial: 'preparing',
  states: {
    preparing: {
      meta: { title: { en: 'Being prepared', zh: '准备中' } },
      invoke: {
        id: 'preparation',
        src: 'prepare',
        onDone: { target: 'toOrder', actions: assign(({ event }) => event.output) },
        onError: 'closed',
      },
    },

    toOrder: {
      meta: {
        title: { en: 'To be ordered', zh: '待下单' },
        task: {
          role: { context: 'role' },
          title: { en: 'Place an order for the replacement', zh: '为更换下单' },
          does: ['ordered', 'unavailable'],
          due: 'orderReminder',
          assign: 'least-load',
        },
      },
      initial: 'promising',
      states: {
        promising: tell('customer', 'promised', 'waiting'),
        waiting: { meta: waiting, after: { orderReminder: 'reminding' } },
        reminding: tell('team', 'to-order', 'waiting'),
      },
      on: {
        ordered: { target: 'onItsWay', actions: assign({ replacement: ({ event }) => event.order }) },
        unavailable: { target: 'unavailable', actions: end('unavailable') },
        cancel: { target: 'cancelled', actions: end('cancelled') },
      },
      after: { orderDeadline: { target: 'unavailable', actions: end('not-ordered') } },
    },

    onItsWay: {
      meta: { title: { en: 'On its way', zh: '运输中' } },
      initial: 'telling',
      states: {
        telling: tell('customer', 'ordered', 'waiting'),
        waiting: { meta: waiting, after: { deliveryReminder: 'reminding' } },
        reminding: tell('team', 'to-trace', 'waiting'),
      },
      on: {
        'order.delivered': {
          guard: { type: 'isThisOrder', params: ({ event }) => event },
          target: 'closed',
          actions: end('delivered'),
        },
        delivered: { target: 'closed', actions: end('delivered') },
      },
      after: { deliveryDeadline: { target: 'lost', actions: end('lost') } },
    },

    unavailable: {
      ...tell('customer', 'unavailable', 'closed'),
      meta: { title: { en: 'Cannot be replaced', zh: '无法更换' } },
    },
    lost: {
      ...tell('customer', 'lost', 'closed'),
      meta: { title: { en: 'Lost', zh: '已丢失' } },
    },
    cancelled: {
      ...tell('customer', 'cancelled', 'closed'),
      meta: { title: { en: 'Cancelled', zh: '已取消' } },
    },

    closed: {
      type: 'final',
      meta: { title: { en: 'Closed', zh: '已结束' } },
      entry: replacementSetup.emit(({ context: { outcome } }) => ({
        ...{ type: 'replacement.closed' as const, outcome },
      })),
    },
  },
});

export const definition = process({
  name: 'replacement',
  version: 1,
  title: { en: 'Replacement', zh: '换货' },
  ...parts,
  machine,
  key: ({ number }) => number || undefined,
  customer: (context) => context.customer,
});
