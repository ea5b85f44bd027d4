import { expect, test } from 'vitest';
import { all } from '../../docs/examples/definitions.ts';
import { createSamplePerformers, type Warehouse } from '../../docs/examples/performers.ts';
import { createEngine } from '../../engine/engine.ts';
import { createPerform } from '../../engine/perform.ts';
import type { Message } from '../../engine/ports.ts';
import { createDefinitions } from '../../engine/registry.ts';
import { redispatchesOf } from '../../engine/schedule.ts';
import { viewOf } from '../../engine/view.ts';
import { createMemoryJournal } from '../engine/memory-journal.ts';

const wish = { customer: 'c-1', article: 'OAK', copies: 2, country: 'DE' };

/** The guide's definitions and performers in the real engine; messages wait until `perform` takes them. */
async function company(warehouse: Warehouse) {
  const definitions = createDefinitions(all);
  const queued: Message[] = [];
  const failures: string[] = [];
  const now = () => Date.UTC(2026, 0, 1, 12);
  let last = 0;
  const engine = createEngine({
    journal: createMemoryJournal(),
    ...{ definitions, now, random: () => 0, sleep: async () => {} },
    newId: () => `id-${++last}`,
  });
  const perform = createPerform({
    ...{ engine, definitions, now },
    assign: async () => undefined,
    relay: { relay: async () => {} },
    park: async (_, error) => {
      throw error;
    },
    queue: {
      async send(messages) {
        for (const { message } of messages) queued.push(message);
      },
    },
    performers: createSamplePerformers(warehouse),
    failed: (key, effect, attempt) => failures.push(`${effect} ${attempt} ${key}`),
  });
  const who = { kind: 'caller', id: 'test' } as const;
  const { entry } = await engine.start({ process: 'sample-request', input: wish, who });
  const { instance } = entry;
  return {
    instance,
    failures,
    head: () => engine.head(instance),
    retry: () => engine.retry({ instance, who }),
    view: async () => {
      const head = await engine.head(instance);
      const definition = await definitions.get(head.process, head.version);
      if (definition === undefined) throw new Error(`There is no process ${head.process}.`);
      return viewOf(definition, head);
    },
    /** Performs what is awaited, retries first, until nothing is. */
    async run() {
      for (;;) {
        const [awaited] = redispatchesOf(await engine.head(instance), now());
        const message = queued.shift() ?? awaited?.message;
        if (message === undefined) return;
        await perform(message);
      }
    },
  };
}

test('the effects are performed under their keys', async () => {
  const keys: string[] = [];
  const { instance, run, view } = await company({
    async reserve(key, article, copies) {
      keys.push(key);
      return `${article}-${copies}`;
    },
    async pack(key, parcel) {
      keys.push(key);
      expect(parcel).toEqual({ number: 'SMP-2026-01-01-ID-1', shelf: 'OAK-2', copies: 2 });
    },
  });
  await run();
  expect(await view()).toMatchObject({ state: { awaitingDispatch: 'waiting' }, key: 'SMP-2026-01-01-ID-1' });
  expect(keys).toEqual([`${instance}/1/0/id-2`, `${instance}/2/0/id-3`]);
});

test('`fail`: a permanent failure is not tried again and leads to onError', async () => {
  const { failures, instance, run, view } = await company({
    reserve: async () => undefined,
    pack: async () => {},
  });
  await run();
  expect(await view()).toMatchObject({ state: 'closed', output: { outcome: 'out-of-stock' } });
  expect(failures).toEqual([`reserveSample 1 ${instance}/1/0/id-2`]);
});

test('`hold`: when the attempts are used up, a person retries', async () => {
  let broken = true;
  const { failures, head, retry, run, view } = await company({
    reserve: async () => 'B-7',
    async pack() {
      if (broken) throw new Error('The warehouse does not answer.');
    },
  });
  await run();
  expect(failures.length).toBe(5);
  expect((await head()).pending[0]?.held).toMatchObject({ code: 'unexpected', attempts: 5 });
  expect((await view()).state).toBe('packing');
  broken = false;
  await retry();
  await run();
  expect((await view()).state).toEqual({ awaitingDispatch: 'waiting' });
});
