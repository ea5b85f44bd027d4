import { expect, test } from 'vitest';
import { assign, setup } from 'xstate';
import * as z from 'zod';
import { createCorrelate } from '../../engine/correlate.ts';
import { createEnrol } from '../../engine/enrol.ts';
import { peek } from '../../engine/kernel.ts';
import type { ProjectionItem } from '../../engine/ports.ts';
import { createDefinitions } from '../../engine/registry.ts';
import { process, schemas } from '../../machines/define.ts';
import { createHarness, who } from './harness.ts';

const parts = schemas({
  input: z.strictObject({ customer: z.string() }),
  context: z.strictObject({ customer: z.string(), heard: z.int() }),
  output: z.unknown(),
  events: { news: z.object({}), end: z.object({}) },
  effects: {},
  inline: {},
});
const listener = process({
  ...{ name: 'listener', version: 1, title: { en: 'Listener', zh: '听者' }, ...parts },
  machine: setup(parts.setup).createMachine({
    id: 'listener',
    context: ({ input: { customer } }) => ({ customer, heard: 0 }),
    initial: 'there',
    states: {
      there: {
        on: { news: { actions: assign({ heard: ({ context }) => context.heard + 1 }) }, end: 'over' },
      },
      over: { type: 'final' },
    },
  }),
  customer: ({ customer }) => customer,
});

const HOUR = 3_600_000;
const customer = 'c-1';

/** A harness whose list shows every instance that was started here. */
function company() {
  const harness = createHarness([listener]);
  const { engine, clock } = harness;
  const all: string[] = [];
  const projection = {
    async list({ status }: { status?: string }) {
      const heads = await Promise.all(all.map((one) => engine.head(one)));
      const items = heads.filter((head) => status === undefined || head.status === status);
      return { items: items as unknown as readonly ProjectionItem[] };
    },
  };
  const enrol = createEnrol({ engine, projection, now: () => 0 });
  return {
    ...{ engine, clock },
    correlate: createCorrelate({ engine, projection, definitions: createDefinitions([listener]) }),
    async begin() {
      const { entry } = await engine.start({ process: 'listener', input: { customer }, who });
      all.push(entry.instance);
      return entry.instance;
    },
    async enrol(cause: string, at: number) {
      const rule = { rule: 'r', process: 'listener', repeat: 'after-end', input: { customer } } as const;
      const enrolled = await enrol({ ...rule, customer, cause, at });
      if (enrolled.started) all.push(enrolled.instance);
      return enrolled;
    },
    async heard(instance: string) {
      return (peek((await engine.head(instance)).snapshot).context as { heard: number }).heard;
    },
  };
}

test('what came about before an instance began is not told to it, however late it is told', async () => {
  const { correlate, begin, heard, clock } = company();
  const there = await begin();
  const at = clock.now;
  clock.now += HOUR;
  const later = await begin();
  const event = { type: 'news' };
  await correlate({ event, about: { customer }, id: 'n-1', at, running: true, who });
  expect([await heard(there), await heard(later)]).toEqual([1, 0]);
});

test('what came about while one ran starts no other, though it is told again when that has ended', async () => {
  const { engine, enrol, clock } = company();
  const first = await enrol('e-1', clock.now);
  clock.now += HOUR;
  const during = clock.now;
  expect(await enrol('e-2', during)).toEqual({ instance: first.instance, started: false });
  clock.now += HOUR;
  await engine.send({ instance: first.instance, event: { type: 'end' }, who });
  clock.now += HOUR;
  expect(await enrol('e-2', during)).toEqual({ instance: first.instance, started: false });
  const next = await enrol('e-3', clock.now);
  expect(next).toEqual({ instance: expect.any(String), started: true });
  clock.now += HOUR;
  const { instance } = next;
  // What is told again for whom it started; and what came about before, for whom it is of no interest.
  expect(await enrol('e-3', clock.now)).toEqual({ instance, started: true });
  expect(await enrol('e-4', clock.now)).toEqual({ instance, started: false });
  expect(await enrol('e-4', clock.now - 2 * HOUR)).toEqual({ instance, started: false, later: true });
});
