import { assign, setup } from 'xstate';
import * as z from 'zod';
import { announced, process, schemas, text } from '../../../machines/define.ts';
import { duration, settings } from '../../../machines/settings.ts';
import { anyCustomer } from './customers.ts';
import type { Script } from './script.ts';

/** What rules start: it hears for a while what heralds cry, and is over. */
function voice(name: string, title: { readonly en: string; readonly zh: string }): Script {
  const set = settings(name, {
    lasts: duration.default({ hours: 9 }).meta(text('Is heard for', '持续')),
  });
  const parts = schemas({
    settings: set,
    input: z.strictObject({ customer: z.string(), n: z.int(), of: z.string().optional() }),
    context: z.strictObject({ customer: z.string(), n: z.int(), heard: z.int() }),
    output: z.strictObject({ heard: z.int() }),
    events: {
      mark: z.object({ n: z.int() }),
      hush: z.object({}),
      'herald.cried': announced({ n: z.int() }, text('Somebody has cried', '有人喊话')),
    },
    effects: {},
    inline: {},
  });
  const machine = setup({
    ...parts.setup,
    delays: { lasts: set.delay(({ lasts }) => lasts) },
    actions: { hear: assign({ heard: ({ context }) => context.heard + 1 }) },
  }).createMachine({
    id: name,
    context: ({ input: { customer, n } }) => ({ customer, n, heard: 0 }),
    output: ({ context }) => ({ heard: context.heard }),
    initial: 'loud',
    on: { mark: { actions: 'hear' }, hush: '.over', 'herald.cried': { actions: 'hear' } },
    states: { loud: { after: { lasts: 'over' } }, over: { type: 'final' } },
  });
  return {
    definition: process({
      ...{ name, version: 1, title, ...parts, machine },
      customer: (context) => context.customer,
    }),
    input: (random, n) => ({ customer: anyCustomer(random), n }),
    aside: (_, n) => ({ type: 'mark', n }),
    next: (random, _, n) => (random.chance(0.05) ? { type: 'hush' } : { type: 'mark', n }),
    settings: (random) => ({ lasts: { minutes: random.whole(1, 1200) } }),
    answers: {},
  };
}

/** Started by rules, once, again and again, or one after the other; a chorus by people too. */
export const pupil = voice('pupil', { en: 'Pupil', zh: '徒弟' });
export const echo = voice('echo', { en: 'Echo', zh: '回音' });
export const chorus = voice('chorus', { en: 'Chorus', zh: '合唱' });
