import { caseSetup, tell } from './setup.ts';

const isOver = { guard: 'isOver', target: 'over' } as const;

/** Whoever leads the team looks after a case that is late, or that somebody escalates, and is asked until they do. */
export const escalation = caseSetup.createStateConfig({
  meta: { title: { en: 'Escalation', zh: '升级' } },
  initial: 'none',
  states: {
    none: {
      meta: { title: { en: 'None', zh: '无' } },
      always: isOver,
      on: {
        breached: 'raised',
        escalate: { guard: 'isAtWork', target: 'raised', actions: tell('lead', 'escalated') },
      },
    },
    raised: {
      meta: {
        title: { en: 'Escalated', zh: '已升级' },
        task: {
          role: { context: 'lead' },
          title: { en: 'Look after the case', zh: '跟进该服务请求' },
          does: ['takeOver', 'transfer'],
          due: 'escalationDeadline',
          assign: 'least-load',
        },
      },
      entry: 'askLead',
      always: [isOver, { guard: 'isResolved', target: 'none' }],
      on: { takeOver: 'none', transfer: 'none' },
      after: {
        escalationDeadline: { target: 'raised', reenter: true, actions: tell('lead', 'escalated') },
      },
    },
    over: { type: 'final', meta: { title: { en: 'Over', zh: '已结束' } } },
  },
});
