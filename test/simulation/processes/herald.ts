import { assign, emit, setup } from 'xstate';
import * as z from 'zod';
import { announced, process, schemas, text } from '../../../machines/define.ts';
import { duration, settings } from '../../../machines/settings.ts';
import { anyCustomer } from './customers.ts';
import type { Script } from './script.ts';

const bare = z.object({});
const role = z.string().meta(text('Who listens', '由谁聆听'));

const heraldSettings = settings('herald', {
  patience: duration.default({ days: 4 }).meta(text('Leaves after', '任期')),
  sleeps: duration.default({ hours: 5 }).meta(text('Sleeps for', '睡眠')),
  opens: z
    .int()
    .min(0)
    .max(40)
    .default(3)
    .meta(text('Listens for so many hours of being open', '聆听营业时长')),
  calendar: z.string().default('china').meta(text('By the calendar', '日历')),
  roles: z.array(role).min(1).default(['clerk']).meta(text('Who listens, in turn', '聆听角色')),
});

const parts = schemas({
  settings: heraldSettings,
  input: z.strictObject({ customer: z.string(), n: z.int() }),
  context: z.strictObject({
    customer: z.string(),
    n: z.int(),
    last: z.int(),
    heard: z.int(),
    asked: z.string(),
  }),
  output: z.strictObject({ heard: z.int() }),
  events: {
    mark: z.object({ n: z.int() }),
    cry: z.object({ n: z.int(), loud: z.boolean() }),
    twice: z.object({ n: z.int() }),
    sleep: bare,
    wake: bare,
    listen: bare,
    noted: z.object({ n: z.int().min(1) }),
    leave: bare,
    'bell.rung': z.object({ n: z.int() }).meta(text('The bell was rung', '铃响')),
    'herald.cried': announced(
      { n: z.int(), loud: z.boolean().optional() },
      text('Somebody has cried', '有人喊话'),
    ),
    'herald.left': announced({ n: z.int() }, text('Somebody has left', '有人离任')),
  },
  emitted: {
    'herald.cried': z.object({ n: z.int(), loud: z.boolean().optional() }),
    'herald.left': z.object({ n: z.int() }),
  },
  effects: {},
  inline: {},
});

const machine = setup({
  ...parts.setup,
  delays: {
    patience: heraldSettings.delay(({ patience }) => patience),
    sleeps: heraldSettings.delay(({ sleeps }) => sleeps),
    opens: heraldSettings.business(
      ({ opens }) => ({ hours: opens }),
      ({ calendar }) => calendar,
    ),
  },
  actions: {
    hear: assign({ heard: ({ context }) => context.heard + 1 }),
    ask: assign(({ context, system }) => {
      const { roles } = heraldSettings.at({ system });
      return { asked: roles[context.heard % roles.length] ?? '' };
    }),
    tellLeft: emit(({ context: { n } }) => ({ type: 'herald.left', n })),
  },
}).createMachine({
  id: 'herald',
  context: ({ input: { customer, n } }) => ({ customer, n, last: 0, heard: 0, asked: '' }),
  output: ({ context }) => ({ heard: context.heard }),
  initial: 'there',
  states: {
    there: {
      initial: 'awake',
      on: {
        mark: { actions: assign({ last: ({ event }) => event.n }) },
        cry: { actions: emit(({ event: { n, loud } }) => ({ type: 'herald.cried', n, loud })) },
        twice: {
          actions: [
            emit(({ event: { n } }) => ({ type: 'herald.cried', n })),
            emit(({ event: { n } }) => ({ type: 'herald.cried', n: -n })),
          ],
        },
        leave: 'gone',
      },
      after: { patience: 'gone' },
      states: {
        /** Its own cries, too. */
        awake: {
          on: {
            'herald.cried': { actions: 'hear' },
            'herald.left': { actions: 'hear' },
            'bell.rung': { actions: 'hear' },
            sleep: 'asleep',
            listen: 'listening',
          },
        },
        asleep: { on: { wake: 'awake' }, after: { sleeps: 'awake' } },
        /** The settings say whose it is. */
        listening: {
          entry: 'ask',
          meta: {
            title: { en: 'Listening', zh: '聆听中' },
            task: {
              role: { context: 'asked' },
              title: { en: 'Note what is heard', zh: '记录所闻' },
              does: ['noted'],
              due: 'opens',
              assign: 'least-load',
            },
          },
          on: {
            noted: 'awake',
            'herald.cried': { target: 'listening', reenter: true, actions: 'hear' },
          },
          after: { opens: 'awake' },
        },
      },
    },
    gone: { type: 'final', entry: 'tellLeft' },
  },
});

/** Cries what others hear, hears what others cry, and leaves: it has successors. Settings and calendars say how long. */
export const herald: Script = {
  definition: process({
    ...{ name: 'herald', version: 1, title: { en: 'Herald', zh: '传令者' }, ...parts, machine },
    customer: (context) => context.customer,
  }),
  input: (random, n) => ({ customer: anyCustomer(random), n }),
  aside: (_, n) => ({ type: 'mark', n }),
  next(random, { value }, n) {
    const state = (value as { there?: string }).there;
    if (state === undefined) return undefined;
    if (random.chance(0.3)) return { type: 'mark', n };
    if (random.chance(0.3)) return { type: 'cry', n, loud: random.chance(0.5) };
    if (random.chance(0.1)) return { type: 'twice', n };
    if (random.chance(0.06)) return { type: 'leave' };
    if (state === 'asleep') return { type: 'wake' };
    if (state === 'awake') return { type: random.chance(0.5) ? 'sleep' : 'listen' };
    return undefined;
  },
  form: (_, type, n) => ({ type, n }),
  settings: (random) => ({
    ...(random.chance(0.7) && { patience: { hours: random.whole(40, 150) } }),
    ...(random.chance(0.7) && { sleeps: { minutes: random.whole(1, 900) } }),
    ...(random.chance(0.7) && { opens: random.whole(0, 30) }),
    ...(random.chance(0.5) && { calendar: random.pick(['china', 'united-states', 'house']) }),
    roles: random.pick([['clerk'], ['porter', 'clerk'], ['porter', 'chief', 'clerk']]),
  }),
  roles: ['clerk', 'porter', 'chief'],
  answers: {},
};
