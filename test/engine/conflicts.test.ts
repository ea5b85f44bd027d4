import { describe, expect, test } from 'vitest';
import { StoreUnavailable } from '../../engine/errors.ts';
import { contextOf, createHarness, meddled, refusalOf, who } from './harness.ts';

const add = (n: number) => ({ type: 'add', n });

describe('a rival writes in between', () => {
  test('the loser begins again on the newer head, and both count', async () => {
    const { journal, another, engine, open } = createHarness();
    const instance = await open();
    let rival = true;
    const loser = another({
      journal: meddled(journal, {
        async append(entry) {
          if (rival) {
            rival = false;
            await engine.send({ instance, event: add(10), who });
          }
          return journal.append(entry);
        },
      }),
    });
    const { entry } = await loser.send({ instance, event: add(1), who });
    expect([entry.revision, contextOf(entry).n]).toEqual([3, 11]);
  });

  test('and made the event unacceptable: it is refused as the newer head has it', async () => {
    const { journal, another, engine, open } = createHarness();
    const instance = await open();
    const loser = another({
      journal: meddled(journal, {
        async append(entry) {
          if ((await journal.head(instance))?.revision === 1) {
            await engine.send({ instance, event: { type: 'wait' }, who });
          }
          return journal.append(entry);
        },
      }),
    });
    const refusal = await refusalOf(loser.send({ instance, event: { type: 'ask' }, who }));
    expect(refusal.details).toMatchObject({
      state: 'first',
      accepts: ['add', 'note', 'keep', 'back', 'end'],
    });
  });

  test('and it was the same event under the same id: it is answered, not applied again', async () => {
    const { journal, another, engine, open } = createHarness();
    const instance = await open();
    const request = { instance, event: add(1), id: 'once', who };
    const loser = another({
      journal: meddled(journal, {
        async append(entry) {
          if ((await journal.head(instance))?.revision === 1) await engine.send(request);
          return journal.append(entry);
        },
      }),
    });
    const { repeated, entry } = await loser.send(request);
    expect([repeated, entry.revision]).toEqual([true, 2]);
    expect(contextOf(await engine.head(instance)).n).toBe(1);
  });

  test('again and again: after a bounded number of jittered, growing waits it is the caller’s', async () => {
    const { journal, another, open } = createHarness();
    const instance = await open();
    const waits: number[] = [];
    const engine = another({
      journal: meddled(journal, { append: async () => 'conflict' }),
      random: () => 0.5,
      sleep: async (milliseconds) => void waits.push(milliseconds),
    });
    const refusal = await refusalOf(engine.send({ instance, event: add(1), who }));
    expect(refusal.code).toBe('conflict');
    expect(refusal.details).toEqual({ instance, attempts: 50 });
    expect(waits.slice(0, 8)).toEqual([5, 10, 20, 40, 80, 160, 160, 160]);
    expect(waits).toHaveLength(49);
  });

  test('8 processes send 200 events at once: none is lost, none applied twice', async () => {
    const { engine, another, open } = createHarness();
    const instance = await open();
    const turns = async (milliseconds: number) => {
      for (let n = 0; n < milliseconds; n += 5) await new Promise((resolve) => setImmediate(resolve));
    };
    const engines = Array.from({ length: 8 }, () => another({ random: Math.random, sleep: turns }));
    const sent = engines.flatMap((one, process) =>
      Array.from({ length: 25 }, (_, n) =>
        one.send({ instance, event: { type: 'note', text: `${process}.${n}` }, id: `${process}.${n}`, who }),
      ),
    );
    const outcomes = await Promise.all(sent);
    const head = await engine.head(instance);
    expect(head.revision).toBe(201);
    expect(new Set(outcomes.map(({ entry }) => entry.revision)).size).toBe(200);
    expect(new Set(contextOf(head).notes as string[]).size).toBe(200);
    expect(await engine.verify(instance)).toMatchObject({ intact: true, revisions: 201 });
  });
});

describe('the answer to a put is lost', () => {
  test.each([false, true])('and the put is tried again; a rival in between: %s', async (withRival) => {
    const { journal, another, engine, open } = createHarness();
    const instance = await open();
    let dropped = false;
    const unlucky = another({
      journal: meddled(journal, {
        async append(entry) {
          const answer = await journal.append(entry);
          if (dropped) return answer;
          dropped = true;
          if (withRival) await engine.send({ instance, event: add(100), who });
          return journal.append(entry);
        },
      }),
    });
    const { entry } = await unlucky.send({ instance, event: add(1), who });
    expect([entry.revision, contextOf(entry).n]).toEqual([2, 1]);
    expect(contextOf(await engine.head(instance)).n).toBe(withRival ? 101 : 1);
    const next = await unlucky.send({ instance, event: add(1), who });
    expect(contextOf(next.entry).n).toBe(withRival ? 102 : 2);
  });

  test('and nobody knows what became of it: the same id finds out', async () => {
    const { journal, another, engine, open } = createHarness();
    const instance = await open();
    const cut = another({
      journal: meddled(journal, {
        async append(entry) {
          await journal.append(entry);
          throw new StoreUnavailable(new Error('socket closed'));
        },
      }),
    });
    const request = { instance, event: add(1), id: 'once', who };
    expect((await refusalOf(cut.send(request))).code).toBe('store-unavailable');
    const again = await engine.send(request);
    expect([again.repeated, again.entry.revision]).toEqual([true, 2]);
    expect((await cut.head(instance)).revision).toBe(2);
  });

  test('a start under a key too', async () => {
    const { journal, another, engine } = createHarness();
    const cut = another({
      journal: meddled(journal, {
        async append(entry) {
          await journal.append(entry);
          throw new StoreUnavailable(new Error('socket closed'));
        },
      }),
    });
    const request = { process: 'ticket', input: { n: 1 }, key: 'k', who };
    expect((await refusalOf(cut.start(request))).code).toBe('store-unavailable');
    expect((await engine.start(request)).repeated).toBe(true);
  });
});
