import { assign, setup } from 'xstate';
import * as z from 'zod';
import { process, schemas, text } from '../../machines/define.ts';
import { stateMachine } from '../../machines/state-machine.ts';

const customer = z
  .string()
  .regex(/^[\w-]{1,64}$/, 'is not the id of a customer')
  .meta(text("The customer's id", '客户编号'));
const amountMinor = z
  .int()
  .positive()
  .meta(text('The line that is wanted, in minor units', '申请额度，最小货币单位'));

// #region schemas
const creditLine = schemas({
  input: z.strictObject({ customer, amountMinor }),
  context: z.strictObject({ customer, amountMinor, outcome: z.string(), limitMinor: z.int() }),
  output: z.strictObject({ outcome: z.string(), limitMinor: z.int() }),
  events: {
    withdraw: z.object({}).meta(text('It is no longer wanted', '申请撤回')),
  },
  effects: {
    checkCredit: stateMachine({
      name: 'credit-check',
      input: z.strictObject({ customer, amountMinor }),
      output: z.strictObject({ limitMinor: z.int() }),
      deadline: { days: 2 },
      exhausted: 'fail',
    }),
  },
  inline: {},
});
// #endregion

interface Failed {
  readonly error: { readonly code: string };
}

const machine = setup({
  ...creditLine.setup,
  actions: {
    grant: assign({ outcome: 'granted', limitMinor: (_, limitMinor: number) => limitMinor }),
    fail: assign({ outcome: ({ event }) => (event as unknown as Failed).error.code }),
  },
}).createMachine({
  id: 'credit-line',
  context: ({ input }) => ({ ...input, outcome: 'withdrawn', limitMinor: 0 }),
  output: ({ context: { outcome, limitMinor } }) => ({ outcome, limitMinor }),
  initial: 'checking',
  states: {
    // #region checking
    checking: {
      meta: { title: { en: 'Credit is being checked', zh: '信用审核中' } },
      invoke: {
        id: 'check',
        src: 'checkCredit',
        input: ({ context: { customer, amountMinor } }) => ({ customer, amountMinor }),
        onDone: {
          target: 'closed',
          actions: { type: 'grant', params: ({ event }) => event.output.limitMinor },
        },
        onError: { target: 'closed', actions: 'fail' },
      },
      on: { withdraw: 'closed' },
    },
    // #endregion
    closed: { type: 'final', meta: { title: { en: 'Closed', zh: '已结束' } } },
  },
});

/** A customer wants a line of credit: a state machine of Step Functions says how much. */
export const definition = process({
  name: 'credit-line',
  version: 1,
  title: { en: 'Credit line', zh: '信用额度' },
  ...creditLine,
  machine,
  customer: (context) => context.customer,
});
