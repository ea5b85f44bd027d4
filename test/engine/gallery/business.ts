import { assign, raise, setup } from 'xstate';
import * as z from 'zod';
import { business, untilClosing, untilOpening } from '../../../machines/business.ts';
import { schemas } from '../../../machines/define.ts';
import { note, recorded, specimen } from './specimen.ts';

const HOUR = 3_600_000;
const bare = z.object({});
const parts = schemas({
  ...recorded,
  context: z.strictObject({ log: z.array(z.string()), calendar: z.string() }),
  events: {
    go: bare,
    stay: bare,
    later: z.object({ calendar: z.string() }),
    use: z.object({ calendar: z.string() }),
  },
  effects: {},
  inline: {},
});

/** Delays in business time: by a calendar of the context, of the event, by name, and by one that is not there. */
export const businessDelays = specimen(
  'business-delays',
  parts,
  setup({
    ...parts.setup,
    delays: {
      twoHours: business({ hours: 2 }, ({ context }) => context.calendar),
      workday: business({ days: 1 }, 'office'),
      opening: untilOpening(({ context }) => context.calendar),
      closing: untilClosing(({ context }) => context.calendar),
      later: business({ minutes: 30 }, ({ event }) => ('calendar' in event ? event.calendar : 'office')),
    },
    actions: {
      note: assign({ log: ({ context }, what: string) => [...context.log, what].slice(-20) }),
      use: assign({ calendar: (_, calendar: string) => calendar }),
    },
  }).createMachine({
    id: 'business-delays',
    context: { log: [], calendar: 'office' },
    initial: 'answering',
    on: {
      use: { actions: { type: 'use', params: ({ event }) => event.calendar } },
      later: { actions: raise({ type: 'stay' }, { delay: 'later' }) },
    },
    states: {
      answering: {
        after: {
          twoHours: { target: 'waiting', actions: note('two hours') },
          workday: { actions: note('workday') },
        },
        on: { go: 'waiting', stay: { target: 'answering', reenter: true } },
      },
      waiting: {
        after: { opening: { target: 'open', actions: note('opens') } },
        on: { stay: { actions: note('stay') } },
      },
      open: {
        after: { closing: { target: 'answering', actions: note('closes') } },
        on: { go: 'answering' },
      },
    },
  }),
  {
    events: [
      { type: 'go' },
      { type: 'stay' },
      { type: 'later', calendar: 'nights' },
      { type: 'later', calendar: 'nowhere' },
      { type: 'use', calendar: 'nights' },
      { type: 'use', calendar: 'office' },
      { type: 'use', calendar: 'nowhere' },
    ],
    moves: [0, HOUR / 2, HOUR, 5 * HOUR, 24 * HOUR, 70 * HOUR],
  },
);
