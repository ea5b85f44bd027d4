import { caseSetup } from './setup.ts';

/** Tells whatever there is to tell, one after the other; the case does not end before all of it is told. */
export const letters = caseSetup.createStateConfig({
  meta: { title: { en: 'Letters', zh: '通知' } },
  initial: 'quiet',
  states: {
    quiet: {
      meta: { title: { en: 'Nothing to tell', zh: '无待发通知' } },
      always: [
        { guard: 'somethingToTell', target: 'telling' },
        { guard: 'allIsTold', target: 'over' },
      ],
    },
    telling: {
      meta: { title: { en: 'Somebody is told', zh: '通知中' } },
      invoke: {
        id: 'notice',
        src: 'notify',
        input: ({ context: { notices, customer, number = '', topic, priority, queue } }) => ({
          ...(notices[0] ?? { to: 'customer', about: 'opened' }),
          ...{ customer, number, topic, priority, queue },
        }),
        onDone: { target: 'quiet', actions: 'told' },
        onError: { target: 'quiet', actions: 'giveUpTelling' },
      },
    },
    over: { type: 'final', meta: { title: { en: 'Over', zh: '已结束' } } },
  },
});
