import { describe, expect, test } from 'vitest';
import { assign, enqueueActions, setup } from 'xstate';
import * as z from 'zod';
import { itemBytes } from '../../adapters/attributes.ts';
import { encodeEntry } from '../../adapters/journal-item.ts';
import { overdueTimer } from '../../engine/advance.ts';
import type { Entry } from '../../engine/entry.ts';
import { EventFailed } from '../../engine/errors.ts';
import { createSendMessages } from '../../engine/messages.ts';
import { createDefinitions } from '../../engine/registry.ts';
import { process, schemas } from '../../machines/define.ts';
import { contextOf, createHarness, refusalOf, who } from './harness.ts';

const bare = z.object({});
const KB = 1024;
const sizeOf = (entry: Entry) => itemBytes(encodeEntry(entry)) / KB;

const alarms = schemas({
  input: z.strictObject({ timers: z.int() }),
  context: z.strictObject({ timers: z.int(), rung: z.array(z.int()) }),
  output: z.undefined(),
  events: { ring: z.object({ n: z.int() }) },
  effects: {},
  inline: {},
});
const clock = process({
  name: 'clock',
  version: 1,
  title: { en: 'Clock', zh: '钟' },
  ...alarms,
  machine: setup(alarms.setup).createMachine({
    context: ({ input }) => ({ ...input, rung: [] }),
    entry: enqueueActions(({ context, enqueue }) => {
      for (let n = context.timers; n > 0; n--) enqueue.raise({ type: 'ring', n }, { delay: n * 10 });
    }),
    on: { ring: { actions: assign({ rung: ({ context, event }) => [...context.rung, event.n] }) } },
  }),
});

const nothing = schemas({
  ...{ input: z.strictObject({}), context: z.strictObject({}), output: z.undefined() },
  ...{ events: { go: bare }, effects: {}, inline: {} },
});
const bee = process({
  name: 'bee',
  version: 1,
  title: { en: 'Bee', zh: '蜂' },
  ...nothing,
  machine: setup(nothing.setup).createMachine({ context: {}, on: { go: { actions: assign({}) } } }),
});
const swarm = schemas({
  input: z.strictObject({}),
  context: z.strictObject({ bees: z.int(), gone: z.int() }),
  output: z.undefined(),
  events: { hatch: z.object({ bees: z.int() }) },
  effects: {},
  inline: {},
  children: { bee },
});
const hive = process({
  name: 'hive',
  version: 1,
  title: { en: 'Hive', zh: '蜂巢' },
  ...swarm,
  machine: setup(swarm.setup).createMachine({
    context: { bees: 0, gone: 0 },
    on: {
      hatch: {
        actions: enqueueActions(({ context, event, enqueue }) => {
          for (let n = 0; n < event.bees; n++) {
            // As long as the id of an instance.
            const id = String(context.bees + n).padStart(26, '0');
            enqueue.spawnChild('bee', { id, input: {} });
          }
          enqueue.assign({ bees: context.bees + event.bees });
        }),
      },
    },
  }),
});

describe('one machine', () => {
  test('may have 1,000 timers armed, and each fires once, in order', async () => {
    const harness = createHarness([clock]);
    const { entry } = await harness.engine.start({ process: 'clock', input: { timers: 1000 }, who });
    expect(entry.timers).toHaveLength(1000);
    expect(sizeOf(entry)).toBeLessThan(64);
    const { instance } = entry;
    harness.clock.now += 10_000;
    for (;;) {
      const token = overdueTimer(await harness.engine.head(instance), harness.clock.now);
      if (token === undefined) break;
      await harness.engine.deliver({ instance, kind: 'timer', token });
    }
    const rung = Array.from({ length: 1000 }, (_, n) => n + 1);
    expect(contextOf(await harness.engine.head(instance)).rung).toEqual(rung);
  });

  test('may have 1,000 children alive in an entry below 64 KB; one more is refused', async () => {
    const harness = createHarness([hive, bee]);
    const { engine, journal } = harness;
    const { entry: first } = await engine.start({ process: 'hive', input: {}, who });
    const { instance } = first;
    const { entry } = await engine.send({ instance, event: { type: 'hatch', bees: 1000 }, who });
    expect(entry.children).toHaveLength(1000);
    await createSendMessages(engine, createDefinitions([hive, bee]))(entry);
    const heads = journal.requests.filter((request) => request === 'append');
    expect(heads).toHaveLength(1002);
    expect(sizeOf(entry)).toBeLessThan(64);
    const refusal = await refusalOf(engine.send({ instance, event: { type: 'hatch', bees: 1 }, who }));
    expect(refusal).toBeInstanceOf(EventFailed);
    expect(refusal.message).toContain('more than 1000 children are alive');
  });
});
