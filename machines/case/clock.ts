import { and, not } from 'xstate';
import type { Title } from '../define.ts';
import type { ClockName } from './schemas.ts';
import { caseSetup, tell } from './setup.ts';

interface ClockOptions {
  readonly title: Title;
  /** What it counts towards. */
  readonly reached: 'isAnswered' | 'isResolved';
}

/**
 * The region of a clock of a case. It counts business time down, stands still while the customer is awaited, and stops
 * when what it counts towards is reached. The team is warned when little is left; when nothing is, it is a breach,
 * which somebody has to look after.
 */
export function clockRegion<C extends ClockName>(clock: C, { title, reached }: ClockOptions) {
  const params = { clock };
  const breached = {
    target: 'breached',
    actions: [
      { type: 'breach', params },
      caseSetup.emit({ type: 'case.breached', clock }),
      caseSetup.raise({ type: 'breached' }),
      tell('lead', `${clock}-breached`),
    ],
  } as const;
  const warned = { target: 'warned', actions: tell('team', `${clock}-warning`) } as const;
  const over = { guard: 'isOver', target: 'over' } as const;
  const stop = { guard: reached, target: 'stopped' } as const;
  return caseSetup.createStateConfig({
    meta: { title },
    initial: 'counting',
    states: {
      counting: {
        meta: { title: { en: 'Counting', zh: '计时中' } },
        entry: { type: 'startClock', params },
        exit: { type: 'stopClock', params },
        always: [over, stop, { guard: 'awaitsCustomer', target: 'paused' }],
        after: { [`${clock}Breach`]: breached },
        initial: 'calm',
        states: {
          calm: {
            meta: { title: { en: 'In time', zh: '时间充足' } },
            always: { guard: { type: 'isWarned', params }, target: 'warned' },
            after: { [`${clock}Warning`]: warned },
          },
          warned: { meta: { title: { en: 'Little time is left', zh: '即将超时' } } },
        },
      },
      paused: {
        meta: { title: { en: 'Paused: the customer is awaited', zh: '暂停，等待客户' } },
        always: [over, stop, { guard: not('awaitsCustomer'), target: 'counting' }],
      },
      breached: {
        meta: { title: { en: 'Breached', zh: '已超时' } },
        always: [over, stop],
      },
      stopped: {
        meta: { title: { en: 'Stopped', zh: '已停止' } },
        always: [
          over,
          { guard: and([not(reached), { type: 'isSpent', params }]), target: 'breached' },
          { guard: not(reached), target: 'counting' },
        ],
      },
      over: { type: 'final', meta: { title: { en: 'Over', zh: '已结束' } } },
    },
  });
}
