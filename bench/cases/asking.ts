import { assign, setup } from 'xstate';
import * as z from 'zod';
import type { Definition } from '../../engine/definition.ts';
import { durable } from '../../engine/durable.ts';
import { decide } from '../../machines/decide.ts';
import { inline, process, schemas } from '../../machines/define.ts';
import { byHand } from './routing.ts';

const facts = { score: z.number(), tier: z.string(), total: z.number(), eu: z.boolean() };
const input = z.strictObject(facts);
const output = z.string().nullable();

/** Whoever is asked: code, or the table. */
const routes = {
  code: inline({ input, output, compute: (given) => byHand(given).output }),
  table: decide('bench', { input, output }),
};

/** A process that routes again at each event, in the same transition. */
export function asking(by: keyof typeof routes): Definition {
  const parts = schemas({
    input: z.strictObject({}),
    context: z.strictObject({ ...facts, team: output }),
    output: z.undefined(),
    events: { route: z.object(facts) },
    effects: {},
    inline: { choose: routes[by] },
  });
  return durable(
    process({
      ...{ name: 'asking', version: 1, title: { en: 'Asking', zh: '询问' } },
      ...parts,
      machine: setup(parts.setup).createMachine({
        id: 'asking',
        context: { score: 0, tier: '', total: 0, eu: false, team: null },
        initial: 'idle',
        states: {
          idle: {
            on: {
              route: {
                target: 'choosing',
                actions: assign(({ event: { score, tier, total, eu } }) => ({ score, tier, total, eu })),
              },
            },
          },
          choosing: {
            invoke: {
              id: 'choice',
              src: 'choose',
              input: ({ context: { score, tier, total, eu } }) => ({ score, tier, total, eu }),
              onDone: { target: 'idle', actions: assign({ team: ({ event }) => event.output }) },
              onError: 'idle',
            },
          },
        },
      }),
    }),
  );
}
