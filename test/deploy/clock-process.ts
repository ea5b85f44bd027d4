import { setup } from 'xstate';
import * as z from 'zod';
import { lasting, process, schemas, text } from '../../machines/define.ts';

/**
 * Waits and ends, so that a test of minutes sees a timer fire. The wait is longer than the 90 seconds within which
 * the relay hands a timer to the queue itself: only the sweep, called by its schedule, can bring it.
 */
const clock = schemas({
  input: z.strictObject({}).meta(text('Nothing', '无')),
  context: z.strictObject({}),
  output: z.strictObject({ rang: z.literal(true) }),
  events: { ring: z.object({}).meta(text('Rings it now', '立即响铃')) },
  effects: {},
  inline: {},
});

const machine = setup({ ...clock.setup, delays: { alarm: lasting({ seconds: 100 }) } }).createMachine({
  id: 'clock',
  context: {},
  output: { rang: true },
  initial: 'waiting',
  states: {
    waiting: {
      meta: { title: { en: 'Waiting', zh: '等待中' } },
      on: { ring: 'rung' },
      after: { alarm: 'rung' },
    },
    rung: { type: 'final', meta: { title: { en: 'Rung', zh: '已响' } } },
  },
});

export const definition = process({
  name: 'clock',
  version: 1,
  title: { en: 'Clock', zh: '时钟' },
  ...clock,
  machine,
});
