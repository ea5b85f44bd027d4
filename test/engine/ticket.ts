import { assign, setup } from 'xstate';
import * as z from 'zod';
import { effect, inline, process, schemas } from '../../machines/define.ts';

const bare = z.object({});
const parts = schemas({
  input: z.strictObject({ n: z.int(), tags: z.array(z.string()).optional() }),
  context: z.strictObject({ n: z.int(), notes: z.array(z.string()), kept: z.unknown() }),
  output: z.strictObject({ n: z.int() }),
  events: {
    add: z.object({ n: z.int().min(1) }),
    note: z.object({ text: z.string() }),
    keep: z.object({ what: z.unknown() }),
    ask: bare,
    askSlowly: bare,
    wait: bare,
    race: bare,
    burst: bare,
    guess: bare,
    loop: bare,
    back: bare,
    end: bare,
  },
  effects: {
    answer: effect({
      input: z.strictObject({ n: z.int() }),
      output: z.strictObject({ n: z.int() }),
      deadline: { seconds: 1 },
    }),
    person: effect({
      input: z.undefined(),
      output: z.unknown(),
      deadline: { minutes: 1 },
      exhausted: 'hold',
    }),
  },
  inline: { when: inline({ input: z.undefined(), output: z.int(), compute: (_, { at }) => at }) },
});

const note = (text: string) => ({ type: 'note', params: text }) as const;
const burst = (): never => {
  throw new Error('burst');
};

const machine = setup({
  ...parts.setup,
  actions: {
    note: assign({ notes: ({ context }, text: string) => [...context.notes, text] }),
    add: assign({ n: ({ context }, n: number) => context.n + n }),
    burst: assign({ n: burst }),
  },
  guards: { burst },
}).createMachine({
  id: 'ticket',
  context: ({ input }) => ({ n: input.n, notes: [], kept: null }),
  initial: 'open',
  on: {
    add: { actions: { type: 'add', params: ({ event }) => event.n } },
    note: { actions: { type: 'note', params: ({ event }) => event.text } },
    keep: { actions: assign({ kept: ({ event }) => event.what }) },
    end: '.ended',
  },
  states: {
    open: {
      on: {
        ask: 'asking',
        askSlowly: 'waitingForPerson',
        wait: 'first',
        race: 'racing',
        burst: { actions: 'burst' },
        guess: { guard: 'burst', target: 'ended' },
        loop: 'looping',
      },
    },
    asking: {
      invoke: {
        id: 'answer',
        src: 'answer',
        input: ({ context }) => ({ n: context.n }),
        onDone: [
          { guard: ({ event }) => event.output.n === 13, target: 'open', actions: 'burst' },
          { target: 'open', actions: { type: 'add', params: ({ event }) => event.output.n } },
        ],
        onError: { target: 'open', actions: note('no answer') },
      },
      on: { back: 'open', ask: { target: 'asking', reenter: true } },
    },
    waitingForPerson: {
      invoke: [
        { id: 'person', src: 'person', onDone: 'open' },
        { id: 'second', src: 'person', onDone: 'open' },
      ],
      after: { 40: { actions: note('waited') } },
      on: { back: 'open' },
    },
    // Three timers in a row, ten milliseconds each; every one writes down when it fired.
    first: { after: { 10: 'second' }, on: { back: 'open' } },
    second: { after: { 10: 'third' }, ...timing('second'), on: { back: 'open' } },
    third: { after: { 10: 'open' }, ...timing('third'), on: { back: 'open' } },
    racing: {
      after: {
        30: { actions: note('late') },
        20: { actions: note('middle') },
        10: { actions: note('early') },
      },
      on: { back: { target: 'open', actions: note('back') } },
    },
    looping: { after: { 0: { target: 'looping', reenter: true } } },
    ended: { type: 'final' },
  },
  output: ({ context }) => ({ n: context.n }),
});

export const ticket = process({
  ...parts,
  name: 'ticket',
  version: 1,
  title: { en: 'Ticket', zh: '工单' },
  machine,
  key: (context) => (context.n > 100 ? `T-${context.n}` : undefined),
});

function timing<S extends string>(state: S) {
  return {
    invoke: {
      id: `${state}-when`,
      src: 'when',
      onDone: {
        actions: { type: 'note', params: ({ event }: { event: { output: number } }) => `${event.output}` },
      },
      onError: '#ticket.open',
    },
  } as const;
}
