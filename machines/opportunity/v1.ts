import { assign, emit, raise, setup } from 'xstate';
import { until } from '../business.ts';
import { lasting, process } from '../define.ts';
import { type Context, opportunity, type Priced, type Quote, type Wanted } from './schemas.ts';
import { opportunitySettings } from './settings.ts';
import { stageOf } from './stages.ts';

type Looking = { readonly system: object };

/** What of a deal the entry criteria of a stage may ask for. */
function knownOf({ valueMinor, closeDate, facts, quote }: Context): string[] {
  return [
    ...facts,
    ...(valueMinor === undefined ? [] : ['value']),
    ...(closeDate === undefined ? [] : ['closeDate']),
    ...(quote?.standing === 'sent' ? ['quote'] : []),
  ];
}

/** When a day is over, in UTC: epoch milliseconds. */
const endOf = (day = '') => Date.parse(day) + lasting({ days: 1 });
const withQuote = ({ quote }: Context, change: Partial<Quote>) => quote && { ...quote, ...change };
const over = (reason: string) => ({ type: 'endQuote', params: { reason } }) as const;
/** What somebody does who sees to a stalled deal. */
const seenTo = {
  update: '#lively',
  advance: {
    guard: { type: 'mayEnter', params: ({ event }: { event: { stage: string } }) => event },
    target: '#lively',
  },
  quote: '#lively',
} as const;
const set = opportunitySettings;

export const machine = setup({
  ...opportunity.setup,
  delays: {
    stale: set.delay(
      ({ stages }, { context }: Looking & { context: Context }) =>
        (stageOf(stages, context.stage) ?? stages[0])?.staleAfter ?? { days: 14 },
    ),
    closing: until(({ context }) => endOf(context.closeDate)),
    approvalWithin: set.business(
      (s) => s.approvalWithin,
      (s) => s.calendar,
    ),
    directorWithin: set.business(
      (s) => s.directorWithin,
      (s) => s.calendar,
    ),
    handWithin: set.business(
      (s) => s.handWithin,
      (s) => s.calendar,
    ),
    attendWithin: set.business(
      (s) => s.attendWithin,
      (s) => s.calendar,
    ),
    quoteValid: set.delay((s) => s.quoteValid),
    openAtMost: set.delay((s) => s.openAtMost),
  },
  actions: {
    /** Something was done for the deal: it is looked at anew, and its silence begins anew. */
    stir: raise({ type: 'stirred' as const }),
    appoint: assign(({ system }) => {
      const { role, manager, director } = set.at({ system });
      return { role, manager, director };
    }),
    ask: assign(({ context, event }) => {
      const { lines, currency, shippingMinor, discountBasisPoints } = event as unknown as Wanted;
      const empty = { totalMinor: 0, discountMinor: 0, needsApproval: true, approved: false, validDays: 0 };
      return {
        quotes: context.quotes + 1,
        quote: {
          ...{ number: context.quotes + 1, lines, currency, shippingMinor, discountBasisPoints },
          ...empty,
          standing: 'asked' as const,
        },
      };
    }),
    price: assign({
      quote: ({ context }, found: Priced) => withQuote(context, found),
    }),
    /** A quote needs approval unless it is said that it does not. */
    spare: assign({ quote: ({ context }) => withQuote(context, { needsApproval: false }) }),
    approve: assign({ quote: ({ context }) => withQuote(context, { approved: true }) }),
    /** What a quote comes to is what the deal is worth. */
    present: assign(({ context }) => ({
      quote: withQuote(context, { standing: 'sent' }),
      valueMinor: context.quote?.totalMinor ?? context.valueMinor,
      currency: context.quote?.currency ?? context.currency,
    })),
    endQuote: assign({
      quote: ({ context }, { reason }: { reason: string }) =>
        withQuote(context, { standing: 'over', reason }),
    }),
    /** What was accepted is what it is worth, whatever was said since the quote was sent. */
    win: assign(({ context }) => ({
      outcome: 'won' as const,
      quote: withQuote(context, { standing: 'accepted' }),
      valueMinor: context.quote?.totalMinor ?? context.valueMinor,
      currency: context.quote?.currency ?? context.currency,
    })),
    lose: assign({ outcome: 'lost' as const, reason: (_, { reason }: { reason: string }) => reason }),
    tellOfWon: emit(({ context: { quote } }) => ({
      type: 'opportunity.won' as const,
      valueMinor: quote?.totalMinor ?? 0,
      currency: quote?.currency ?? '',
      lines: quote?.lines ?? [],
      shippingMinor: quote?.shippingMinor ?? 0,
    })),
    tellOfLost: emit(({ context: { reason = 'unknown' }, system }) => {
      const { lostForGood, lostFollowUp } = set.at({ system });
      return {
        type: 'opportunity.lost' as const,
        reason,
        followUp: !lostForGood.includes(reason),
        followUpDays: Math.ceil(lasting(lostFollowUp) / lasting({ days: 1 })),
      };
    }),
  },
  guards: {
    mayEnter: ({ context: { missing } }, { stage }: { stage: string }) =>
      Object.hasOwn(missing, stage) && missing[stage]?.length === 0,
    isStanding: ({ context: { quote } }, { number }: { number: number }) =>
      quote?.number === number && quote.standing === 'sent',
    isDated: ({ context }) => context.closeDate !== undefined,
  },
}).createMachine({
  id: 'opportunity',
  context: ({ input }) => ({
    ...input,
    ...{ stage: '', probability: 0, missing: {}, role: '', manager: '', director: '', quotes: 0 },
  }),
  output: ({ context: { outcome = 'lost', reason, valueMinor, currency, stage } }) => ({
    ...{ outcome, stage },
    ...(reason !== undefined && { reason }),
    ...(valueMinor !== undefined && { valueMinor }),
    ...(currency !== undefined && { currency }),
  }),
  initial: 'open',
  states: {
    open: {
      meta: { title: { en: 'Open', zh: '进行中' } },
      type: 'parallel',
      entry: 'appoint',
      on: {
        lose: { target: 'lost', actions: { type: 'lose', params: ({ event }) => event } },
        'customer.removed': {
          target: 'lost',
          actions: { type: 'lose', params: { reason: 'customer-removed' } },
        },
      },
      after: {
        openAtMost: { target: 'lost', actions: { type: 'lose', params: { reason: 'abandoned' } } },
      },
      states: {
        selling: {
          initial: 'surveying',
          on: {
            update: {
              actions: [
                assign({
                  valueMinor: ({ context, event }) => event.valueMinor ?? context.valueMinor,
                  currency: ({ context, event }) => event.currency ?? context.currency,
                  closeDate: ({ context, event }) => event.closeDate ?? context.closeDate,
                  owner: ({ context, event }) => event.owner ?? context.owner,
                  facts: ({ context, event }) => event.facts ?? context.facts,
                }),
                'stir',
              ],
            },
            advance: {
              guard: { type: 'mayEnter', params: ({ event }) => event },
              actions: [
                assign({ stage: ({ event }) => event.stage }),
                emit(({ event }) => ({ type: 'opportunity.advanced', stage: event.stage })),
                'stir',
              ],
            },
            stirred: '.surveying',
          },
          states: {
            surveying: {
              meta: { title: { en: 'Being looked at', zh: '评估中' } },
              invoke: {
                id: 'survey',
                src: 'surveyDeal',
                input: ({ context }) => ({
                  known: knownOf(context),
                  ...(context.stage !== '' && { stage: context.stage }),
                  ...(context.valueMinor !== undefined && { valueMinor: context.valueMinor }),
                }),
                onDone: {
                  target: 'standing',
                  actions: assign({
                    stage: ({ event }) => event.output.stage,
                    probability: ({ event }) => event.output.probability,
                    expectedMinor: ({ event }) => event.output.expectedMinor,
                    missing: ({ event }) => event.output.missing,
                  }),
                },
                onError: 'standing',
              },
            },
            standing: { meta: { title: { en: 'In its stage', zh: '处于当前阶段' } } },
          },
        },

        offer: {
          initial: 'none',
          on: {
            quote: { target: '.pricing', actions: ['ask', 'stir'] },
          },
          states: {
            none: {
              id: 'none',
              meta: { title: { en: 'No quote stands', zh: '无有效报价' } },
            },
            pricing: {
              meta: { title: { en: 'Quote is being priced', zh: '计价中' } },
              invoke: {
                id: 'pricing',
                src: 'priceQuote',
                input: ({ context: { quote } }) => ({
                  lines: quote?.lines ?? [],
                  shippingMinor: quote?.shippingMinor ?? 0,
                  discountBasisPoints: quote?.discountBasisPoints ?? 0,
                }),
                onDone: {
                  target: 'judging',
                  actions: { type: 'price', params: ({ event }) => event.output },
                },
                onError: { target: 'none', actions: over('not-priced') },
              },
            },
            judging: {
              meta: { title: { en: 'Is the discount to be approved?', zh: '判断是否需审批' } },
              invoke: {
                id: 'judgement',
                src: 'needsApproval',
                input: ({ context: { quote } }) => ({
                  discountBasisPoints: quote?.discountBasisPoints ?? 0,
                  totalMinor: quote?.totalMinor ?? 0,
                  currency: quote?.currency ?? '',
                }),
                onDone: [
                  { guard: ({ event }) => event.output, target: 'approving' },
                  { target: 'sending', actions: 'spare' },
                ],
                onError: 'approving',
              },
            },
            approving: {
              meta: { title: { en: 'Discount to be approved', zh: '折扣待审批' } },
              entry: 'appoint',
              initial: 'manager',
              on: {
                approveDiscount: { target: 'sending', actions: ['approve', 'stir'] },
                declineDiscount: {
                  target: 'none',
                  actions: [{ type: 'endQuote', params: ({ event }) => event }, 'stir'],
                },
              },
              states: {
                manager: {
                  meta: {
                    title: { en: 'With a manager', zh: '主管审批' },
                    task: {
                      role: { context: 'manager' },
                      title: { en: 'Decide on the discount', zh: '审批折扣' },
                      does: ['approveDiscount', 'declineDiscount'],
                      due: 'approvalWithin',
                      assign: 'least-load',
                    },
                  },
                  after: { approvalWithin: 'director' },
                },
                director: {
                  meta: {
                    title: { en: 'With the director', zh: '总监审批' },
                    task: {
                      role: { context: 'director' },
                      title: { en: 'A discount waits for a decision', zh: '折扣审批已升级' },
                      does: ['approveDiscount', 'declineDiscount'],
                      due: 'directorWithin',
                    },
                  },
                  after: { directorWithin: { target: '#none', actions: [over('not-decided'), 'stir'] } },
                },
              },
            },
            sending: {
              meta: { title: { en: 'Quote is being sent', zh: '报价发送中' } },
              invoke: {
                id: 'letter',
                src: 'notify',
                input: ({ context: { customer, quote } }) => ({
                  to: 'customer' as const,
                  about: 'quote' as const,
                  customer,
                  currency: quote?.currency ?? '',
                  totalMinor: quote?.totalMinor ?? 0,
                  discountMinor: quote?.discountMinor ?? 0,
                  quote: quote?.number ?? 0,
                  validDays: quote?.validDays ?? 0,
                  lines: quote?.lines ?? [],
                }),
                onDone: { target: 'quoted', actions: ['present', 'stir'] },
                onError: 'unsent',
              },
            },
            unsent: {
              meta: {
                title: { en: 'Quote could not be mailed', zh: '报价未能发送' },
                task: {
                  role: { context: 'role' },
                  title: { en: 'Bring the customer the quote', zh: '人工送达报价' },
                  does: ['quoteSent'],
                  due: 'handWithin',
                },
              },
              entry: 'appoint',
              on: { quoteSent: { target: 'quoted', actions: ['present', 'stir'] } },
              after: { quoteValid: { target: 'none', actions: [over('not-sent'), 'stir'] } },
            },
            quoted: {
              meta: { title: { en: 'With the customer', zh: '待客户答复' } },
              on: {
                acceptQuote: {
                  guard: { type: 'isStanding', params: ({ event }) => event },
                  target: '#won',
                  actions: 'win',
                },
                declineQuote: {
                  guard: { type: 'isStanding', params: ({ event }) => event },
                  target: 'none',
                  actions: [{ type: 'endQuote', params: ({ event }) => event }, 'stir'],
                },
              },
              after: { quoteValid: { target: 'none', actions: [over('expired'), 'stir'] } },
            },
          },
        },

        activity: {
          initial: 'lively',
          on: { stirred: '.lively' },
          states: {
            lively: {
              id: 'lively',
              meta: { title: { en: 'Something is going on', zh: '有进展' } },
              after: { stale: { target: 'stalled', actions: emit({ type: 'opportunity.stalled' }) } },
            },
            stalled: {
              meta: {
                title: { en: 'Stalled', zh: '停滞' },
                task: {
                  role: { context: 'role' },
                  title: { en: 'Nothing happens: see to the deal', zh: '商机停滞，请跟进' },
                  does: ['update', 'advance', 'quote', 'lose'],
                  due: 'attendWithin',
                },
              },
              entry: 'appoint',
              on: seenTo,
              after: { attendWithin: 'neglected' },
            },
            neglected: {
              meta: {
                title: { en: 'Stalled, and nobody sees to it', zh: '停滞且无人处理' },
                task: {
                  role: { context: 'manager' },
                  title: { en: 'Nobody sees to the deal', zh: '商机无人跟进' },
                  does: ['update', 'advance', 'quote', 'lose'],
                  due: 'attendWithin',
                },
              },
              entry: 'appoint',
              on: seenTo,
            },
          },
        },

        closing: {
          initial: 'deciding',
          on: {
            update: {
              guard: ({ event }) => event.closeDate !== undefined,
              target: '.deciding',
            },
          },
          states: {
            deciding: {
              meta: { title: { en: 'Is there a date?', zh: '检查成交日期' } },
              always: [{ guard: 'isDated', target: 'ahead' }, { target: 'undated' }],
            },
            undated: { meta: { title: { en: 'Without a date', zh: '未定成交日期' } } },
            ahead: {
              meta: { title: { en: 'Its date is ahead', zh: '成交日期未到' } },
              after: { closing: { target: 'passed', actions: emit({ type: 'opportunity.overdue' }) } },
            },
            passed: {
              meta: {
                title: { en: 'Its date has passed', zh: '已过成交日期' },
                task: {
                  role: { context: 'role' },
                  title: { en: 'Say when the deal will be decided', zh: '更新预计成交日期' },
                  does: ['update', 'lose'],
                  due: 'attendWithin',
                },
              },
              entry: 'appoint',
            },
          },
        },
      },
    },

    won: {
      id: 'won',
      type: 'final',
      meta: { title: { en: 'Won', zh: '赢单' } },
      entry: 'tellOfWon',
    },
    lost: {
      type: 'final',
      meta: { title: { en: 'Lost', zh: '输单' } },
      entry: 'tellOfLost',
    },
  },
});

/**
 * An opportunity. Its stages are data, so there is one state for all of them: `stage` says which, and what each stage
 * asks for is looked up whenever something becomes known, within the same transition. What a deal lacks for a stage
 * stands in `missing`, where whoever wants to `advance` it sees it beforehand; an `advance` to a stage that lacks
 * something is not accepted (409), and neither is one to a stage that there is not. So a refusal changes nothing, and
 * its reason can be read without trying. A change of the settings counts from the deal's next event on.
 *
 * A quote above the discount that nobody has to approve waits for a manager, then for the director, and is declined
 * where neither decides. The customer gets it by mail, or by hand where that fails. The newest quote alone can be
 * accepted, while it is valid: that wins the deal, and nothing else does.
 */
export const definition = process({
  name: 'opportunity',
  version: 1,
  title: { en: 'Opportunity', zh: '商机' },
  ...opportunity,
  machine,
  customer: (context) => context.customer,
});
