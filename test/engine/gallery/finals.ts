import { assign, setup } from 'xstate';
import * as z from 'zod';
import { effect, inline, schemas } from '../../../machines/define.ts';
import { note, recorded, specimen } from './specimen.ts';

const bare = z.object({});
const parts = schemas({
  ...recorded,
  output: z.strictObject({ of: z.unknown(), seen: z.int() }),
  events: { win: z.object({ prize: z.string() }), lose: bare, retry: bare, end: bare, side: bare },
  effects: { call: effect({ input: z.undefined(), output: z.unknown() }) },
  inline: { judge: inline({ input: z.undefined(), output: z.string(), compute: () => 'judged' }) },
});

const noting = setup({
  ...parts.setup,
  actions: { note: assign({ log: ({ context }, what: string) => [...context.log, what] }) },
});

/** Final states with output, read by the parent's `onDone` and by the machine's own output. */
export const finals = specimen(
  'finals',
  parts,
  noting.createMachine({
    id: 'finals',
    context: { log: [] },
    initial: 'game',
    states: {
      game: {
        initial: 'playing',
        exit: note('-game'),
        onDone: [
          {
            guard: ({ event }) => event.output === 'gold',
            target: 'won',
            actions: assign({ log: ({ context, event }) => [...context.log, `won ${event.output}`] }),
          },
          { target: 'between', actions: note('not gold') },
        ],
        states: {
          playing: {
            invoke: { src: 'call', onDone: 'lost', onError: 'lost' },
            after: { 20: 'lost' },
            on: { win: 'winning', lose: 'lost' },
          },
          winning: {
            type: 'final',
            entry: note('+winning'),
            exit: note('-winning'),
            output: ({ event }) => ('prize' in event ? event.prize : undefined),
          },
          lost: { type: 'final', output: 'nothing' },
        },
      },
      between: { on: { retry: 'game', end: 'ended' } },
      won: { type: 'final', output: ({ context }) => context.log.length, exit: note('-won') },
      ended: { type: 'final', exit: note('-ended') },
    },
    output: ({ event, context }) => ({
      of: 'output' in event ? event.output : undefined,
      seen: context.log.length,
    }),
  }),
  {
    events: [
      { type: 'win', prize: 'gold' },
      { type: 'win', prize: 'tin' },
      { type: 'lose' },
      { type: 'retry' },
      { type: 'end' },
    ],
    outputs: { call: [{}] },
  },
);

/** The end comes while more is waiting in line: later results and raised events are nobody's. */
export const queue = specimen(
  'queue',
  parts,
  noting.createMachine({
    id: 'queue',
    type: 'parallel',
    context: { log: [] },
    states: {
      main: {
        initial: 'idle',
        states: {
          idle: { on: { win: 'deciding', lose: 'calling', end: 'ended' } },
          deciding: {
            invoke: [
              { id: 'a', src: 'judge', onDone: { target: 'ended', actions: note('a') }, onError: 'idle' },
              { id: 'b', src: 'judge', onDone: { actions: note('b') }, onError: 'idle' },
            ],
          },
          calling: { invoke: { src: 'call', onDone: 'ended', onError: 'deciding' }, after: { 5: 'idle' } },
          ended: { type: 'final' },
        },
      },
      side: {
        initial: 'open',
        states: {
          open: { on: { side: 'half', end: 'shut' } },
          half: { invoke: { id: 'c', src: 'judge', onDone: 'shut', onError: 'open' } },
          shut: { type: 'final' },
        },
      },
    },
    output: ({ context }) => ({ of: context.log, seen: 0 }),
  }),
  {
    events: [{ type: 'win', prize: '' }, { type: 'lose' }, { type: 'side' }, { type: 'end' }],
    outputs: { call: [{}] },
  },
);
