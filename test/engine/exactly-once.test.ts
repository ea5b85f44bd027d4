import { describe, expect, test } from 'vitest';
import { KeyReused } from '../../engine/errors.ts';
import { contextOf, createHarness, refusalOf, stateOf, tokenOf, who } from './harness.ts';

const add = (n: number) => ({ type: 'add', n });

describe('an event id is applied once, and answered the same for ever', () => {
  test.each([1, 2, 31, 32, 33, 34, 64, 80])('of 80 ids, number %i again', async (again) => {
    const { engine, another, send, open } = createHarness();
    const instance = await open();
    const answers = [];
    for (let n = 1; n <= 80; n++) answers.push(await send(instance, add(n), `event-${n}`));
    for (const one of [engine, another()]) {
      const repeated = await one.send({ instance, event: add(again), id: `event-${again}`, who });
      expect(repeated).toEqual({ entry: answers[again - 1], repeated: true });
      expect((await refusalOf(one.send({ instance, event: add(99), id: `event-${again}`, who }))).code).toBe(
        'key-reused',
      );
    }
    const head = await engine.head(instance);
    expect(head.revision).toBe(81);
    expect(contextOf(head).n).toBe((80 * 81) / 2);
    expect(head.indexed).toBe(true);
    expect(head.seen).toBe(answers[31]?.seen);
  });

  test('the first 32 ids ask nothing more of the store; from the 33rd on, one request', async () => {
    const { requests, send, open } = createHarness();
    const instance = await open();
    for (let n = 1; n <= 32; n++) {
      expect(await requests(() => send(instance, add(1), `event-${n}`))).toEqual(['append']);
    }
    expect(await requests(() => send(instance, add(1), 'event-33'))).toEqual(['findIndexed', 'append']);
    expect(await requests(() => send(instance, add(1)))).toEqual(['append']);
  });

  test('a repeated event that is no longer accepted, or whose instance has ended, is answered all the same', async () => {
    const { engine, send, open } = createHarness();
    const instance = await open();
    const first = await send(instance, { type: 'wait' }, 'wait');
    await send(instance, { type: 'back' });
    const end = await send(instance, { type: 'end' }, 'end');
    expect(await send(instance, { type: 'wait' }, 'wait')).toEqual(first);
    expect(await send(instance, { type: 'end' }, 'end')).toEqual(end);
    expect((await engine.head(instance)).revision).toBe(4);
  });

  test('a repeated event comes before its condition: it had been met', async () => {
    const { engine, open } = createHarness();
    const instance = await open();
    const request = { instance, event: add(1), id: 'once', revision: 1, who };
    const first = await engine.send(request);
    expect(await engine.send(request)).toEqual({ entry: first.entry, repeated: true });
  });

  test('the same body in another order is the same body; another event under the id is not', async () => {
    const { engine, open } = createHarness();
    const instance = await open();
    const what = { a: 1, b: [{ c: 2, d: 3 }] };
    const other = { b: [{ d: 3, c: 2 }], a: 1 };
    const { entry } = await engine.send({ instance, event: { type: 'keep', what }, id: 'k', who });
    expect(await engine.send({ instance, event: { what: other, type: 'keep' }, id: 'k', who })).toEqual({
      entry,
      repeated: true,
    });
    for (const event of [{ type: 'wait' }, add(1), { type: 'keep', what: { ...what, a: '1' } }]) {
      expect(await refusalOf(engine.send({ instance, event, id: 'k', who }))).toBeInstanceOf(KeyReused);
    }
    expect(await refusalOf(engine.retry({ instance, id: 'k', who }))).toBeInstanceOf(KeyReused);
  });

  test('ids are each caller’s own, and stand nowhere in clear', async () => {
    const { engine, journal, open } = createHarness();
    const instance = await open();
    const other = { kind: 'caller', id: 'somebody else' } as const;
    await engine.send({ instance, event: add(1), id: 'jane@example.org', who });
    const { entry } = await engine.send({ instance, event: add(2), id: 'jane@example.org', who: other });
    expect(contextOf(entry).n).toBe(3);
    expect(JSON.stringify(await journal.read(instance, 1, 10))).not.toContain('jane@example.org');
  });

  test('a refusal is not remembered: the id can still be used', async () => {
    const { send, open } = createHarness();
    const instance = await open();
    await refusalOf(send(instance, { type: 'back' }, 'go'));
    expect((await send(instance, { type: 'wait' }, 'go')).revision).toBe(2);
  });

  test('other kinds of entries do not disturb what was seen', async () => {
    const { engine, clock, send, open } = createHarness();
    const instance = await open();
    const first = await send(instance, add(1), 'first');
    const token = tokenOf((await send(instance, { type: 'ask' }, 'ask')).pending);
    await engine.deliver({ instance, token, kind: 'result', outcome: { output: { n: 5 } } });
    await send(instance, { type: 'wait' });
    clock.now += 100;
    expect(await send(instance, add(1), 'first')).toEqual(first);
    expect(contextOf(await send(instance, add(1), 'second')).n).toBe(7);
  });
});

describe('a start key names one instance for ever', () => {
  test('a repeated start meets revision 1 and shows it again', async () => {
    const { engine, another, send, journal } = createHarness();
    const request = { process: 'ticket', input: { n: 7, tags: ['a'] }, key: 'mine', who };
    const first = await engine.start(request);
    await send(first.entry.instance, add(1));
    for (const one of [engine, another()]) {
      const again = await one.start({ ...request, input: { tags: ['a'], n: 7 } });
      expect(again).toEqual({ entry: first.entry, repeated: true });
    }
    expect(await journal.read(first.entry.instance, 1, 10)).toHaveLength(2);
  });

  test('an input that was refused can be sent again, right, under the same key; an invalid one is another body', async () => {
    const { engine } = createHarness();
    const start = (input: unknown) => engine.start({ process: 'ticket', input, key: 'k', who });
    expect((await refusalOf(start({ n: 'one' }))).code).toBe('invalid-input');
    expect((await start({ n: 1 })).repeated).toBe(false);
    expect((await refusalOf(start({ n: 'one' }))).code).toBe('key-reused');
  });

  test('without a key every start is another instance; keys are each caller’s own', async () => {
    const { engine } = createHarness();
    const request = { process: 'ticket', input: { n: 1 }, who };
    const other = { kind: 'caller', id: 'else' } as const;
    const all = await Promise.all([
      engine.start(request),
      engine.start(request),
      engine.start({ ...request, key: 'k' }),
      engine.start({ ...request, key: 'k', who: other }),
      engine.start({ ...request, key: 'l' }),
    ]);
    expect(new Set(all.map(({ entry }) => entry.instance)).size).toBe(5);
  });

  test('two starts of one key at once, in two processes: one starts, the other is shown it', async () => {
    const { engine, another } = createHarness();
    const request = { process: 'ticket', input: { n: 1 }, key: 'k', who };
    const both = await Promise.all([engine.start(request), another().start(request)]);
    expect(both.map(({ repeated }) => repeated).sort()).toEqual([false, true]);
    expect(both[0]?.entry).toEqual(both[1]?.entry);
  });
});

describe('results are taken once', () => {
  test('the second delivery of one result is stale, whatever it says', async () => {
    const { engine, send, open } = createHarness();
    const instance = await open();
    const token = tokenOf((await send(instance, { type: 'ask' })).pending);
    const result = { instance, token, kind: 'result' } as const;
    const entry = await engine.deliver({ ...result, outcome: { output: { n: 5 } } });
    expect(stateOf(entry)).toBe('open');
    for (const outcome of [{ output: { n: 5 } }, { error: { code: 'late' } }]) {
      expect((await refusalOf(engine.deliver({ ...result, outcome }))).code).toBe('stale');
    }
    expect(contextOf(await engine.head(instance)).n).toBe(5);
  });

  test('one commit that starts the same effect as an earlier one gives it another token', async () => {
    const { send, open } = createHarness();
    const instance = await open();
    const tokens = [];
    for (let n = 0; n < 3; n++) tokens.push(tokenOf((await send(instance, { type: 'ask' })).pending));
    expect(tokens).toEqual([2, 3, 4].map((revision) => ({ revision, index: 0 })));
  });
});
