import { assign } from 'xstate';
import { process } from '../define.ts';
import { clockRegion } from './clock.ts';
import { escalation } from './escalation.ts';
import { letters } from './letters.ts';
import { remedies } from './remedies.ts';
import { parts } from './schemas.ts';
import { caseSetup, tell } from './setup.ts';
import { work } from './work.ts';

const notYet = { leftMs: 0, warnMs: 0 };

export const machine = caseSetup.createMachine({
  id: 'case',
  context: ({ input }) => ({
    ...input,
    ...{ priority: 'normal', queue: '', calendar: '' },
    clocks: { response: notYet, resolution: notYet },
    notices: [],
  }),
  output: ({
    context: { outcome = 'failed', number, resolution, rating, breached = [], remedies = [] },
  }) => ({
    outcome,
    ...(number !== undefined && { number }),
    ...(resolution !== undefined && { resolution }),
    ...(rating !== undefined && { rating }),
    ...{ breached, remedies },
  }),
  initial: 'triaging',
  states: {
    triaging: {
      meta: { title: { en: 'Being triaged', zh: '分诊中' } },
      invoke: {
        id: 'triage',
        src: 'triage',
        input: ({ context: { topic, severity } }) => ({ topic, severity }),
        onDone: { target: 'numbering', actions: assign(({ event }) => event.output) },
        onError: { target: 'numbering', actions: 'setAside' },
      },
    },

    numbering: {
      meta: { title: { en: 'Being numbered', zh: '编号中' } },
      invoke: {
        id: 'number',
        src: 'number',
        onDone: { target: 'open', actions: assign({ number: ({ event }) => event.output }) },
        onError: 'failed',
      },
    },

    open: {
      meta: { title: { en: 'Open', zh: '处理中' } },
      type: 'parallel',
      entry: [
        caseSetup.emit(({ context: { topic } }) => ({ type: 'case.opened' as const, topic })),
        tell('customer', 'opened'),
      ],
      onDone: 'closed',
      states: {
        work,
        response: clockRegion('response', {
          title: { en: 'First response', zh: '首次响应' },
          reached: 'isAnswered',
        }),
        resolution: clockRegion('resolution', {
          title: { en: 'Resolution', zh: '解决' },
          reached: 'isResolved',
        }),
        remedy: remedies,
        escalation,
        letters,
      },
    },

    closed: { type: 'final', meta: { title: { en: 'Closed', zh: '已关闭' } } },
    failed: { type: 'final', meta: { title: { en: 'Failed', zh: '失败' } } },
  },
});

/**
 * A case of customer service or after-sales: from whatever channel it comes, it is triaged, answered, worked on and
 * resolved in the business time that its priority is given, and closed when it can be reopened no longer. Returns,
 * repairs, replacements and refunds are processes of their own that it starts.
 */
export const definition = process({
  name: 'case',
  version: 1,
  title: { en: 'Case', zh: '服务请求' },
  ...parts,
  machine,
  key: (context) => context.number,
  customer: (context) => context.customer,
});
