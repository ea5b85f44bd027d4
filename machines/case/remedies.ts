import { assign } from 'xstate';
import type { Remedy } from './schemas.ts';
import { caseSetup, tell } from './setup.ts';

const remedied = (what: Remedy) => ({ type: 'remedied', params: what }) as const;
const failed = (kind: Remedy['kind']) =>
  ({
    target: 'none',
    actions: [remedied({ kind, outcome: 'failed' }), tell('team', 'remedied')],
  }) as const;
const isOver = { guard: 'isOver', target: 'over' } as const;

/** Returns, repairs, replacements and refunds: each an instance of its own, one at a time, as long as the case is open. */
export const remedies = caseSetup.createStateConfig({
  meta: { title: { en: 'Remedy', zh: '售后处理' } },
  initial: 'none',
  states: {
    none: {
      meta: { title: { en: 'None', zh: '无' } },
      always: isOver,
      on: {
        startReturn: {
          guard: 'isAtWork',
          target: 'returning',
          actions: assign({ articles: ({ event }) => event.articles }),
        },
        startRepair: {
          guard: 'isAtWork',
          target: 'repairing',
          actions: assign({ articles: ({ event }) => event.articles }),
        },
        startReplacement: {
          guard: 'isAtWork',
          target: 'replacing',
          actions: assign({ articles: ({ event }) => event.articles }),
        },
        startRefund: {
          guard: 'isAtWork',
          target: 'refunding',
          actions: assign({
            wish: ({ event: { amountMinor, currency, reason } }) => ({ amountMinor, currency, reason }),
          }),
        },
      },
    },

    returning: {
      meta: { title: { en: 'Return', zh: '退货中' } },
      always: isOver,
      invoke: {
        id: 'return',
        src: 'return',
        input: ({ context: { customer, order, articles = [] } }) => ({ customer, order, articles }),
        onSnapshot: {
          actions: { type: 'awaits', params: ({ event }) => ({ customer: event.snapshot.context.awaited }) },
        },
        onDone: {
          target: 'none',
          actions: [
            {
              type: 'remedied',
              params: ({ event }) => ({ kind: 'return', outcome: event.output.outcome }) as const,
            },
            tell('team', 'remedied'),
          ],
        },
        onError: failed('return'),
      },
    },

    repairing: {
      meta: { title: { en: 'Repair', zh: '维修中' } },
      always: isOver,
      invoke: {
        id: 'repair',
        src: 'repair',
        input: ({ context: { customer, order, articles = [] } }) => ({ customer, order, articles }),
        onSnapshot: {
          actions: { type: 'awaits', params: ({ event }) => ({ customer: event.snapshot.context.awaited }) },
        },
        onDone: {
          target: 'none',
          actions: [
            {
              type: 'remedied',
              params: ({ event: { output } }) => {
                const { outcome, amountMinor, currency } = output;
                return {
                  kind: 'repair',
                  outcome,
                  ...(amountMinor > 0 && { amountMinor, currency }),
                } as const;
              },
            },
            tell('team', 'remedied'),
          ],
        },
        onError: failed('repair'),
      },
    },

    replacing: {
      meta: { title: { en: 'Replacement', zh: '换货中' } },
      always: isOver,
      invoke: {
        id: 'replacement',
        src: 'replacement',
        input: ({ context: { customer, order, articles = [] } }) => ({ customer, order, articles }),
        onDone: {
          target: 'none',
          actions: [
            {
              type: 'remedied',
              params: ({ event: { output } }) => {
                const { outcome, order } = output;
                return { kind: 'replacement', outcome, ...(order !== undefined && { order }) } as const;
              },
            },
            tell('team', 'remedied'),
          ],
        },
        onError: failed('replacement'),
      },
    },

    refunding: {
      meta: { title: { en: 'Refund', zh: '退款中' } },
      always: isOver,
      invoke: {
        id: 'refund',
        src: 'refund',
        input: ({ context: { customer, order, wish } }) => ({
          ...{ customer, order },
          ...(wish ?? { amountMinor: 0, currency: '', reason: '' }),
        }),
        onDone: {
          target: 'none',
          actions: [
            {
              type: 'remedied',
              params: ({ event: { output } }) => {
                const { outcome, amountMinor, currency } = output;
                const paid = outcome === 'refunded' && { amountMinor, currency };
                return { kind: 'refund', outcome, ...paid } as const;
              },
            },
            tell('team', 'remedied'),
          ],
        },
        onError: failed('refund'),
      },
    },

    over: { type: 'final', meta: { title: { en: 'Over', zh: '已结束' } } },
  },
});
