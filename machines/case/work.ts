import { assign } from 'xstate';
import { waiting } from '../after-sales.ts';
import { caseSetup, tell } from './setup.ts';

const end = (outcome: 'resolved' | 'unanswered' | 'cancelled') =>
  ({ type: 'end', params: { outcome } }) as const;
const transfer = { type: 'transfer', params: ({ event }: { event: { queue: string } }) => event } as const;

/** What may come of a case that somebody works on. */
const handling = {
  ask: { target: 'waiting', actions: 'answer' },
  unreached: { target: 'waiting', actions: tell('customer', 'unreached') },
  reply: { actions: tell('team', 'replied') },
} as const;

/** A wait for the team, which is reminded again and again. */
const reminding = {
  initial: 'waiting',
  states: {
    waiting: {
      meta: waiting,
      after: { idleReminder: { target: 'waiting', reenter: true, actions: tell('team', 'idle') } },
    },
  },
} as const;

/** The way of a case, from whoever answers it first to its end. */
export const work = caseSetup.createStateConfig({
  meta: { title: { en: 'Work', zh: '处理' } },
  initial: 'assigned',
  on: {
    cancel: { target: '.over', actions: [end('cancelled'), tell('customer', 'cancelled')] },
  },
  states: {
    assigned: {
      meta: {
        title: { en: 'Assigned', zh: '已分配' },
        task: {
          role: { context: 'queue' },
          title: { en: 'Answer the customer', zh: '首次答复客户' },
          does: ['answer', 'ask', 'unreached', 'resolve', 'transfer'],
          due: 'responseBreach',
          assign: 'least-load',
        },
      },
      ...reminding,
      on: {
        ...handling,
        answer: { target: 'inWork', actions: 'answer' },
        resolve: {
          guard: 'hasNoRemedy',
          target: 'resolved',
          actions: ['answer', assign({ resolution: ({ event }) => event.resolution })],
        },
        transfer: { target: 'assigned', reenter: true, actions: transfer },
      },
    },

    inWork: {
      meta: {
        title: { en: 'In work', zh: '处理中' },
        task: {
          role: { context: 'queue' },
          title: { en: 'Settle the concern', zh: '处理客户问题' },
          does: ['resolve', 'ask', 'unreached', 'transfer'],
          due: 'resolutionBreach',
          assign: 'least-load',
        },
      },
      ...reminding,
      on: {
        ...handling,
        answer: { actions: 'answer' },
        resolve: {
          guard: 'hasNoRemedy',
          target: 'resolved',
          actions: assign({ resolution: ({ event }) => event.resolution }),
        },
        transfer: { target: 'inWork', reenter: true, actions: transfer },
      },
    },

    waiting: {
      meta: { title: { en: 'Waiting for the customer', zh: '等待客户回复' } },
      initial: 'silent',
      states: {
        silent: {
          meta: waiting,
          after: {
            waitingReminder: {
              target: 'silent',
              reenter: true,
              actions: tell('customer', 'waiting-reminder'),
            },
          },
        },
      },
      on: {
        reply: [
          { guard: 'isAnswered', target: 'inWork', actions: tell('team', 'replied') },
          { target: 'assigned', actions: tell('team', 'replied') },
        ],
        answer: { target: 'inWork', actions: 'answer' },
        resolve: {
          guard: 'hasNoRemedy',
          target: 'resolved',
          actions: ['answer', assign({ resolution: ({ event }) => event.resolution })],
        },
        transfer: { actions: transfer },
      },
      after: {
        autoClose: [
          {
            guard: 'hasNoRemedy',
            target: 'lapsed',
            actions: tell('customer', 'unanswered'),
          },
          { target: 'waiting', reenter: true },
        ],
      },
    },

    resolved: {
      meta: { title: { en: 'Resolved', zh: '已解决' } },
      entry: [caseSetup.emit({ type: 'case.resolved' }), tell('customer', 'resolved')],
      initial: 'resting',
      states: {
        resting: {
          meta: { title: { en: 'Before the survey', zh: '待发送调查' } },
          after: { surveyDelay: { target: 'surveyed', actions: tell('customer', 'survey') } },
        },
        surveyed: {
          meta: { title: { en: 'The customer is asked', zh: '调查中' } },
          on: { survey: { target: 'rated', actions: assign({ rating: ({ event }) => event.rating }) } },
        },
        rated: { meta: { title: { en: 'Rated', zh: '已评分' } } },
      },
      on: { reopen: { target: 'inWork', actions: ['reopen', tell('team', 'reopened')] } },
      after: { reopenWindow: { target: 'over', actions: end('resolved') } },
    },

    lapsed: {
      meta: { title: { en: 'Closed for want of an answer', zh: '因未回复而关闭' } },
      on: {
        reply: { target: 'inWork', actions: ['reopen', tell('team', 'reopened')] },
        reopen: { target: 'inWork', actions: ['reopen', tell('team', 'reopened')] },
      },
      after: { reopenWindow: { target: 'over', actions: end('unanswered') } },
    },

    over: {
      type: 'final',
      meta: { title: { en: 'Over', zh: '已结束' } },
      entry: caseSetup.emit(({ context: { outcome = 'cancelled', rating } }) => ({
        type: 'case.closed' as const,
        outcome,
        ...(rating !== undefined && { rating }),
      })),
    },
  },
});
