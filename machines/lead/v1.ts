import { assign, emit, setup } from 'xstate';
import { process } from '../define.ts';
import { type Context, type How, lead } from './schemas.ts';
import { leadSettings } from './settings.ts';

const factsOf = ({ source, interest, budget, region }: Context) => ({
  source,
  ...(interest !== undefined && { interest }),
  ...(budget !== undefined && { budget }),
  ...(region !== undefined && { region }),
});

/** Who is asked about a lead that cannot be routed: it is worth a call. */
const SOMEBODY = { role: 'sales', manager: 'sales-manager' };

const count = (how: How) => ({ type: 'count', params: { how } }) as const;
const drop = (reason: string) =>
  ({ target: '#disqualified', actions: { type: 'drop', params: { reason } } }) as const;
/** Whatever shows interest, and where it leads. */
const onInterest = <T extends object>(then: T) =>
  ({
    engaged: {
      ...then,
      actions: { type: 'count', params: ({ event }: { event: { how: How } }) => event },
    },
    touched: {
      ...then,
      actions: [count('touch'), { type: 'renew', params: ({ event }: { event: Renewal }) => event }],
    },
    'outreach.replied': { ...then, actions: count('reply') },
    'outreach.clicked': { ...then, actions: count('click') },
  }) as const;

interface Renewal {
  readonly interest?: string | undefined;
}

export const machine = setup({
  ...lead.setup,
  delays: {
    contactWithin: leadSettings.business(
      (set) => set.contactWithin,
      (set) => set.calendar,
    ),
    managerWithin: leadSettings.business(
      (set) => set.managerWithin,
      (set) => set.calendar,
    ),
    silence: leadSettings.delay(
      ({ followUps }, { context }: { system: object; context: Context }) =>
        followUps[Math.min(context.followUps, followUps.length - 1)] ?? { days: 7 },
    ),
    rest: leadSettings.delay((set) => set.rest),
  },
  actions: {
    /** What it may still get of what the company gives. */
    measure: assign(({ context, system }) => {
      const { followUps, recycles } = leadSettings.at({ system });
      return {
        followUpsLeft: Math.max(0, followUps.length - context.followUps),
        restsLeft: Math.max(0, recycles - context.rests),
      };
    }),
    count: assign({
      engagement: ({ context: { engagement } }, { how }: { how: How }) => ({
        ...engagement,
        [how]: Math.min(99, (engagement[how] ?? 0) + 1),
      }),
      followUps: 0,
    }),
    renew: assign({ interest: ({ context }, { interest }: Renewal) => interest ?? context.interest }),
    drop: assign({
      outcome: 'disqualified' as const,
      reason: (_, { reason }: { reason: string }) => reason,
    }),
    repeat: assign({ outcome: 'duplicate' as const }),
    followUp: assign({ followUps: ({ context }) => context.followUps + 1 }),
    tellOfFollowUp: emit(({ context: { followUps, interest } }) => ({
      type: 'lead.nurturing' as const,
      followUp: followUps,
      ...(interest !== undefined && { interest }),
    })),
    sleep: assign({ rests: ({ context }) => context.rests + 1 }),
    wake: assign({ engagement: {}, followUps: 0 }),
    tellOfQualified: emit(({ context: { valueMinor, currency, owner, interest } }) => ({
      type: 'lead.qualified' as const,
      ...(valueMinor !== undefined && { opportunityValueMinor: valueMinor }),
      ...(currency !== undefined && { currency }),
      ...(owner !== undefined && { owner }),
      ...(interest !== undefined && { interest }),
    })),
    tellOfDisqualified: emit(({ context: { reason = 'unknown' } }) => ({
      type: 'lead.disqualified' as const,
      reason,
    })),
    tellOfDuplicate: emit(({ context: { earlier = '' } }) => ({ type: 'lead.duplicate' as const, earlier })),
  },
  guards: {
    mayRest: ({ context }) => context.restsLeft > 0,
    hasFollowUps: ({ context }) => context.followUpsLeft > 0,
  },
}).createMachine({
  id: 'lead',
  context: ({ input }) => ({
    ...input,
    ...{ engagement: {}, score: 0, role: '', manager: '' },
    ...{ followUps: 0, followUpsLeft: 0, rests: 0, restsLeft: 0 },
  }),
  output: ({ context: { outcome = 'disqualified', score, reason, earlier } }) => ({
    ...{ outcome, score },
    ...(reason !== undefined && { reason }),
    ...(earlier !== undefined && { earlier }),
  }),
  initial: 'open',
  states: {
    open: {
      meta: { title: { en: 'Open', zh: '处理中' } },
      entry: 'measure',
      initial: 'deduplicating',
      on: {
        ...onInterest({}),
        'customer.removed': drop('customer-removed'),
        qualify: {
          target: 'qualified',
          actions: assign({
            outcome: 'qualified' as const,
            valueMinor: ({ event }) => event.valueMinor,
            currency: ({ event }) => event.currency,
            owner: ({ event }) => event.owner,
          }),
        },
        disqualify: {
          target: 'disqualified',
          actions: { type: 'drop', params: ({ event }) => event },
        },
      },
      states: {
        deduplicating: {
          meta: { title: { en: 'Is it known already?', zh: '查重中' } },
          invoke: {
            id: 'search',
            src: 'findDuplicates',
            input: ({ context }) => ({ customer: context.customer }),
            onDone: [
              {
                guard: ({ event }) => event.output.earlier !== undefined,
                target: 'joining',
                actions: assign({ earlier: ({ event }) => event.output.earlier }),
              },
              { target: 'scoring' },
            ],
            onError: 'scoring',
          },
        },

        joining: {
          meta: { title: { en: 'Being joined to an earlier lead', zh: '并入已有线索' } },
          invoke: {
            id: 'joining',
            src: 'touchLead',
            input: ({ context: { earlier = '', source, interest } }) => ({
              ...{ lead: earlier, source },
              ...(interest !== undefined && { interest }),
            }),
            onDone: [
              { guard: ({ event }) => event.output.taken, target: '#duplicate' },
              { target: 'scoring', actions: assign({ earlier: undefined }) },
            ],
            onError: { target: 'scoring', actions: assign({ earlier: undefined }) },
          },
        },

        scoring: {
          meta: { title: { en: 'Being scored', zh: '评分中' } },
          invoke: {
            id: 'score',
            src: 'scoreLead',
            input: ({ context }) => ({ ...factsOf(context), engagement: context.engagement }),
            onDone: [
              {
                guard: ({ event }) => event.output.call,
                target: 'routing',
                actions: assign({ score: ({ event }) => event.output.score }),
              },
              { target: 'nurturing', actions: assign({ score: ({ event }) => event.output.score }) },
            ],
            onError: 'nurturing',
          },
        },

        routing: {
          meta: { title: { en: 'Being routed', zh: '分派中' } },
          invoke: {
            id: 'route',
            src: 'routeLead',
            input: ({ context }) => ({ ...factsOf(context), score: context.score }),
            onDone: {
              target: 'contacting',
              actions: assign({
                role: ({ event }) => event.output.role,
                manager: ({ event }) => event.output.manager,
              }),
            },
            onError: { target: 'contacting', actions: assign(SOMEBODY) },
          },
        },

        contacting: {
          meta: { title: { en: 'To be contacted', zh: '待联系' } },
          initial: 'assigned',
          on: {
            unreached: 'nurturing',
            later: [{ guard: 'mayRest', target: 'resting' }, drop('not-now')],
          },
          states: {
            assigned: {
              meta: {
                title: { en: 'With sales', zh: '销售跟进' },
                task: {
                  role: { context: 'role' },
                  title: { en: 'Contact the lead', zh: '联系线索' },
                  does: ['qualify', 'disqualify', 'later', 'unreached'],
                  due: 'contactWithin',
                  assign: 'in-turn',
                },
              },
              after: { contactWithin: 'escalated' },
            },
            escalated: {
              meta: {
                title: { en: 'With a manager', zh: '已升级至主管' },
                task: {
                  role: { context: 'manager' },
                  title: { en: 'Nobody contacted the lead', zh: '线索无人联系' },
                  does: ['qualify', 'disqualify', 'later', 'unreached'],
                  due: 'managerWithin',
                },
              },
              after: { managerWithin: '#nurturing' },
            },
          },
        },

        nurturing: {
          id: 'nurturing',
          meta: { title: { en: 'Being nurtured', zh: '培育中' } },
          entry: 'measure',
          on: {
            ...onInterest({ target: 'scoring' } as const),
            later: [{ guard: 'mayRest', target: 'resting' }, drop('not-now')],
          },
          after: {
            silence: [
              {
                guard: 'hasFollowUps',
                target: 'nurturing',
                reenter: true,
                actions: ['followUp', 'tellOfFollowUp'],
              },
              drop('no-response'),
            ],
          },
        },

        resting: {
          meta: { title: { en: 'Resting', zh: '休眠中' } },
          entry: ['sleep', 'measure'],
          on: onInterest({ target: 'scoring' } as const),
          after: {
            rest: { target: 'scoring', actions: ['wake', emit({ type: 'lead.recycled' })] },
          },
        },
      },
    },

    qualified: {
      id: 'qualified',
      type: 'final',
      meta: { title: { en: 'Qualified', zh: '已转商机' } },
      entry: 'tellOfQualified',
    },
    disqualified: {
      id: 'disqualified',
      type: 'final',
      meta: { title: { en: 'Disqualified', zh: '无效' } },
      entry: 'tellOfDisqualified',
    },
    duplicate: {
      id: 'duplicate',
      type: 'final',
      meta: { title: { en: 'Known already', zh: '重复线索' } },
      entry: ['repeat', 'tellOfDuplicate'],
    },
  },
});

/**
 * A lead: captured → deduplicated → scored → routed to who calls → qualified into an opportunity, or disqualified.
 * Below the score at which it is called, and where nobody was reached, it is nurtured: each follow-up is announced as
 * `lead.nurturing`, for whatever the company enrols then, an outreach or a call. What it does by itself raises its
 * score, and it is scored anew; a lead that stays silent after the last follow-up ends as `no-response`. Not now: it
 * rests and comes again, as often as the settings let it. An earlier lead of the same person goes on in place of this
 * one and is told by `touched`; where it does not take that, having ended meanwhile, this one goes on.
 */
export const definition = process({
  name: 'lead',
  version: 1,
  title: { en: 'Lead', zh: '线索' },
  ...lead,
  machine,
  customer: (context) => context.customer,
});
