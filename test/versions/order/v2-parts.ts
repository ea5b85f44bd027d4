import { assign, setup, stateIn } from 'xstate';
import * as z from 'zod';
import { lasting, schemas } from '../../../machines/define.ts';
import { totalsOf } from '../../../machines/order/totals.ts';
import { order as earlier } from '../../../machines/order/v1.ts';

const { untold, ...kept } = earlier.context.shape;
/** The order's schemas, with another context. */
export const order = schemas({
  ...earlier,
  context: z.strictObject({ ...kept, unheard: untold, careful: z.boolean() }),
});

type Notice = z.output<typeof kept.notices.element>;
type Outcome = NonNullable<z.output<typeof kept.outcome>>;
export const tell = (to: Notice['to'], about: Notice['about']) =>
  ({ type: 'tell', params: { to, about } }) as const;
export const end = (outcome: Outcome) => ({ type: 'end', params: outcome }) as const;
export const callOff = (outcome: Outcome, about: Notice['about']) =>
  ({ target: '#refunding', actions: ['oweEverything', end(outcome), tell('customer', about)] }) as const;
export const reminding = <D extends string>(reminder: D, to: Notice['to'], about: Notice['about']) =>
  ({
    initial: 'waiting',
    states: {
      waiting: { after: { [reminder]: { target: 'waiting', reenter: true, actions: tell(to, about) } } },
    },
  }) as const;
/** What the machine is written with. */
export const author = setup({
  ...order.setup,
  delays: {
    paymentReminder: lasting({ days: 2 }),
    paymentDeadline: lasting({ days: 14 }),
    packingReminder: lasting({ days: 1 }),
    packingDeadline: lasting({ days: 7 }),
    deliveryReminder: lasting({ days: 5 }),
    deliveryDeadline: lasting({ days: 30 }),
    praise: lasting({ days: 3 }),
    returnWindow: lasting({ days: 14 }),
    returnDeadline: lasting({ days: 30 }),
    refundReminder: lasting({ days: 2 }),
    letterDeadline: lasting({ days: 7 }),
  },
  actions: {
    tell: assign({ notices: ({ context }, what: Notice) => [...context.notices, what] }),
    wrapWithCare: assign({ careful: true }),
    told: assign({ notices: ({ context }) => context.notices.slice(1) }),
    giveUp: assign({
      notices: ({ context }) => context.notices.slice(1),
      unheard: ({ context }) => context.unheard + 1,
    }),
    receive: assign({
      totals: ({ context }, paid: { amountMinor: number }) =>
        totalsOf(context, { paidMinor: paid.amountMinor }),
    }),
    payBack: assign({
      totals: ({ context }, paid: { amountMinor: number }) =>
        totalsOf(context, { refundedMinor: paid.amountMinor }),
      refundDueMinor: ({ context }, paid: { amountMinor: number }) =>
        context.refundDueMinor - paid.amountMinor,
    }),
    oweEverything: assign({
      refundDueMinor: ({ context }) => context.totals.paidMinor - context.totals.refundedMinor,
    }),
    owe: assign({ refundDueMinor: (_, amountMinor: number) => amountMinor }),
    end: assign({ outcome: (_, outcome: Outcome) => outcome }),
  },
  guards: {
    covers: ({ context }, paid: { amountMinor: number }) => paid.amountMinor === context.totals.balanceMinor,
    isOwed: ({ context }, paid: { amountMinor: number }) => paid.amountMinor <= context.refundDueMinor,
    somethingOwed: ({ context }) => context.refundDueMinor > 0,
    somethingToTell: ({ context }) => context.notices.length > 0,
    several: ({ context }) => context.lines.length > 1,
    settled: stateIn({ open: { fulfilment: 'settled' } }),
  },
});
