import { describe, expect, test } from 'vitest';
import { assign, sendParent, setup } from 'xstate';
import * as z from 'zod';
import { definition as enquiry } from '../../docs/examples/enquiry.ts';
import type { Definition } from '../../engine/definition.ts';
import { durable } from '../../engine/durable.ts';
import { peek } from '../../engine/kernel.ts';
import { effect, process, schemas } from '../../machines/define.ts';
import { definition as order } from '../../machines/order/v1.ts';
import { gatherCases } from '../../versions/cases.ts';
import { checkMigration } from '../../versions/check-migration.ts';
import { createDice } from '../../versions/dice.ts';
import { explore } from '../../versions/explore.ts';
import { createPayloads } from '../../versions/payloads.ts';
import { render } from '../../versions/report.ts';

const nothing = z.strictObject({});
const title = { en: 'Lock', zh: '锁' };

/** A machine with a door that only what it knows itself opens. */
function vault(code: z.ZodType, key: z.ZodType): Definition {
  const parts = schemas({
    input: z.strictObject({ code }),
    context: z.strictObject({ code: z.unknown() }),
    output: nothing,
    events: { open: z.object({ key }) },
    effects: {
      look: effect({ input: nothing, output: z.strictObject({ seen: z.enum(['much', 'little']) }) }),
    },
    inline: {},
  });
  const machine = setup({
    ...parts.setup,
    actions: { lose: assign({ code: null }) },
    guards: { right: ({ context }, given: unknown) => given === context.code },
  }).createMachine({
    context: ({ input }) => ({ code: input.code }),
    initial: 'shut',
    states: {
      shut: {
        on: {
          open: {
            guard: { type: 'right', params: ({ event }: { event: { key?: unknown } }) => event.key },
            target: 'ajar',
          },
        },
        after: { 1000: { target: 'ajar', guard: ({ context }) => context.code === null } },
      },
      ajar: {
        invoke: {
          id: 'look',
          src: 'look',
          input: {},
          onDone: [
            { guard: ({ event }) => event.output.seen === 'much', target: 'wide' },
            { target: 'shut', actions: 'lose' },
          ],
          onError: 'dark',
        },
      },
      wide: { after: { 60000: 'dark' } },
      dark: {},
    },
  });
  return durable(process({ name: 'vault', version: 1, title, ...parts, machine }));
}

const statesOf = (definition: Definition, steps = 400) => {
  const { heads, notes } = explore(definition, { seed: 1, steps });
  return { states: [...heads.keys()].map((key) => JSON.parse(key)).sort(), notes };
};

describe('random runs', () => {
  test('find a calendar under every id, as the trial of a migration does', () => {
    const ready = durable(enquiry);
    expect(statesOf(ready).states).toEqual(['open', 'received']);
    // A timer that is dropped and is there all the same begins anew.
    const begun = { timers: { 'open.firstAnswer': null }, states: {}, regions: {}, history: {}, actors: {} };
    const migration = { from: 1, ...begun, samples: [], context: (context: never) => context };
    const later = durable({ ...enquiry, version: 2, migrations: [migration] });
    const report = checkMigration(gatherCases(ready, { seed: 1, steps: 100 }), later);
    expect(report.failures).toEqual([]);
    expect(report.cases).toBeGreaterThan(10);
  });

  test.each<[string, z.ZodType, z.ZodType]>([
    ['a number', z.int(), z.int()],
    ['a text of a pattern', z.string().regex(/^[A-Z]{4}-\d{4}$/), z.string().regex(/^[A-Z]{4}-\d{4}$/)],
    ['one of some', z.enum(['red', 'green']), z.enum(['red', 'green'])],
    [
      'what no schema can say, by its examples',
      z
        .string()
        .refine((text) => text === 'sesame')
        .meta({ examples: ['sesame'] }),
      z.string(),
    ],
  ])('find the way in with what the process knows: %s', (_, code, key) => {
    expect(statesOf(vault(code, key))).toEqual({ states: ['ajar', 'dark', 'shut', 'wide'], notes: [] });
  });

  test('play the part of a parent and of children', () => {
    const child = vault(z.int(), z.int());
    const parts = schemas({
      ...{ input: nothing, context: z.strictObject({ word: z.string() }), output: nothing },
      events: { ask: z.object({}) },
      internal: { tell: z.object({ word: z.enum(['yes', 'no']) }) },
      ...{ effects: {}, inline: {}, children: { child } },
    });
    const machine = setup({
      ...parts.setup,
      guards: { yes: (_, word: string) => word === 'yes' },
    }).createMachine({
      context: { word: '' },
      initial: 'idle',
      states: {
        idle: { on: { tell: 'told', ask: 'asking' } },
        told: { entry: sendParent({ type: 'thanks' }) },
        asking: {
          invoke: { id: 'child', src: 'child', input: { code: 1 }, onDone: 'answered', onError: 'refused' },
          on: { tell: { guard: { type: 'yes', params: ({ event }) => event.word }, target: 'assured' } },
        },
        ...{ answered: {}, refused: {}, assured: {} },
      },
    });
    const { states } = statesOf(durable(process({ name: 'family', version: 1, title, ...parts, machine })));
    expect(states).toEqual(['answered', 'asking', 'assured', 'idle', 'refused', 'told']);
  });

  test('tell what they could not make', () => {
    const never = z.string().refine(() => false);
    expect(statesOf(vault(z.int(), never)).notes).toEqual([
      'no event open could be made from its schema: give examples in it',
    ]);
    expect(statesOf(vault(never, z.int()))).toEqual({
      states: [],
      notes: ['no input could be made from its schema: give examples in it'],
    });
  });

  test('are the same for the same seed, and others for another', () => {
    const run = (seed: number) =>
      [...explore(durable(order), { seed, steps: 200 }).heads.values()].flat().map(({ hash }) => hash);
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
  });

  test('reach every state of the order', () => {
    const { heads } = explore(durable(order), { seed: 1, steps: 2000 });
    const places = new Set(
      [...heads.keys()].map((key) =>
        JSON.stringify(JSON.parse(key).open.fulfilment).replaceAll(/["{}]/g, ''),
      ),
    );
    expect([...places].sort()).toEqual(
      [
        ...[
          ...['approving', 'awaitingPayment', 'delivering', 'packing', 'refunding', 'returning', 'shipping'],
        ].map((one) => `${one}:waiting`),
        ...['delivered', 'settled'],
      ].sort(),
    );
    const contexts = [...heads.values()].flat().map(({ snapshot }) => peek(snapshot).context);
    for (const context of contexts) expect(order.parseContext(context)).toHaveProperty('value');
  });
});

test('payloads are small or large, and fit', () => {
  const payloads = createPayloads(createDice(1));
  const schema = z.toJSONSchema(
    z.strictObject({ n: z.int(), list: z.array(z.int().min(5)).max(50) }),
  ) as Record<string, unknown>;
  const made = Array.from(
    { length: 100 },
    () => payloads.make('some', schema, () => true) as { n: number; list: number[] },
  );
  expect(made.some(({ n }) => Math.abs(n) <= 1000)).toBe(true);
  expect(made.some(({ n }) => Math.abs(n) > 1e6)).toBe(true);
  expect(made.every(({ list }) => list.every((one) => one >= 5))).toBe(true);
});

test('a report is cut where it would be endless', () => {
  const failures = Array.from({ length: 25 }, (_, nth) => ({
    problem: `problem ${nth}`,
    example: { state: 'here', context: { text: 'x'.repeat(1000) } },
    more: nth,
  }));
  const facts = { process: 'case', from: 1, to: 2, seed: 7, values: 3, cases: 40 };
  const lines = render({ ...facts, failures, notes: ['this was left out'] }).split('\n');
  expect(lines[0]).toBe('case 1 → 2 is not sound (40 instances in 3 state values, seed 7):');
  expect(lines.at(-2)).toBe('  … and 5 more problems');
  expect(lines.at(-1)).toBe('  Note: this was left out.');
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(450);
  expect(render({ ...facts, failures: [], notes: [] })).toBe(
    'case 1 → 2 is sound (40 instances in 3 state values, seed 7).',
  );
});
