import { assign, setup } from 'xstate';
import * as z from 'zod';
import { lasting, process, schemas } from '../../machines/define.ts';
import type { Story } from './story.ts';

const lead = schemas({
  input: z.strictObject({ customer: z.string().min(1).max(64), source: z.string().max(40) }),
  context: z.strictObject({
    customer: z.string(),
    source: z.string(),
    score: z.int(),
    amountMinor: z.int().optional(),
    reason: z.string().optional(),
  }),
  output: z.strictObject({ won: z.boolean() }),
  events: {
    contact: z.object({}),
    qualify: z.object({ score: z.int().min(0).max(100) }),
    propose: z.object({ amountMinor: z.int().min(1) }),
    accept: z.object({}),
    decline: z.object({ reason: z.string().regex(/^[a-z-]{1,40}$/) }),
  },
  effects: {},
  inline: {},
});

/** A small machine of six states: schemas, guards, what it remembers, and a deadline in every wait. */
const machine = setup({
  ...lead.setup,
  delays: { patience: lasting({ days: 14 }) },
  actions: {
    score: assign({ score: (_, given: { score: number }) => given.score }),
    price: assign({ amountMinor: (_, given: { amountMinor: number }) => given.amountMinor }),
    excuse: assign({ reason: (_, given: { reason: string }) => given.reason }),
  },
  guards: { promising: (_, given: { score: number }) => given.score >= 50 },
}).createMachine({
  id: 'lead',
  context: ({ input }) => ({ ...input, score: 0 }),
  output: ({ context }) => ({ won: context.amountMinor !== undefined && context.reason === undefined }),
  initial: 'new',
  on: { decline: { target: '.lost', actions: { type: 'excuse', params: ({ event }) => event } } },
  states: {
    new: { on: { contact: 'contacted' }, after: { patience: 'lost' } },
    contacted: {
      on: {
        qualify: [
          {
            guard: { type: 'promising', params: ({ event }) => event },
            target: 'qualified',
            actions: { type: 'score', params: ({ event }) => event },
          },
          { target: 'lost' },
        ],
      },
      after: { patience: 'lost' },
    },
    qualified: {
      on: { propose: { target: 'proposed', actions: { type: 'price', params: ({ event }) => event } } },
      after: { patience: 'lost' },
    },
    proposed: { on: { accept: 'won' }, after: { patience: 'lost' } },
    won: { type: 'final' },
    lost: { type: 'final' },
  },
});

/** From the first contact to the deal. */
export const lead6: Story = {
  definition: process({
    name: 'lead',
    version: 1,
    title: { en: 'Lead', zh: '线索' },
    ...lead,
    machine,
    customer: (context) => context.customer,
  }),
  input: { customer: 'q5w9k2m7x1c3v8b4n6z0d2f4g8', source: 'trade-fair' },
  steps: [
    { type: 'contact' },
    { type: 'qualify', score: 72 },
    { type: 'propose', amountMinor: 1_250_000 },
    { type: 'accept' },
  ],
};
