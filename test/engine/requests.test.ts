import { describe, expect, test } from 'vitest';
import { createTurns } from '../../engine/turns.ts';
import { contextOf, createHarness, refusalOf, tokenOf, who } from './harness.ts';

const add = { type: 'add', n: 1 };

describe('requests to the store', () => {
  test('a start takes one', async () => {
    const { requests, engine } = createHarness();
    expect(await requests(() => engine.start({ process: 'ticket', input: { n: 1 }, who }))).toEqual([
      'append',
    ]);
  });

  test('a transition takes one in a warm process, two in a cold one', async () => {
    const { requests, engine, another, open } = createHarness();
    const instance = await open();
    const request = { instance, event: add, who };
    expect(await requests(() => engine.send(request))).toEqual(['append']);
    const cold = another();
    expect(await requests(() => cold.send(request))).toEqual(['head', 'append']);
    expect(await requests(() => cold.send(request))).toEqual(['append']);
    const forgetful = another({ heads: 0 });
    for (let n = 0; n < 2; n++) {
      expect(await requests(() => forgetful.send(request))).toEqual(['head', 'append']);
    }
  });

  test('a result and a timer take one each, catching up one for each timer', async () => {
    const { requests, engine, clock, send, open } = createHarness();
    const instance = await open();
    const ask = await send(instance, { type: 'ask' });
    const result = { instance, token: tokenOf(ask.pending), kind: 'result' } as const;
    expect(await requests(() => engine.deliver({ ...result, outcome: { output: { n: 1 } } }))).toEqual([
      'append',
    ]);
    const wait = await send(instance, { type: 'wait' });
    clock.now += 10;
    const timer = { instance, token: tokenOf(wait.timers), kind: 'timer' } as const;
    expect(await requests(() => engine.deliver(timer))).toEqual(['append']);
    clock.now += 100;
    expect(await requests(() => send(instance, add))).toEqual(['append', 'append', 'append']);
  });

  test('a refusal in a warm process reads the head once; a conflict costs a put and a head', async () => {
    const { requests, engine, another, send, open } = createHarness();
    const instance = await open();
    expect(await requests(() => refusalOf(send(instance, { type: 'back' })))).toEqual(['head']);
    await another().send({ instance, event: add, who });
    expect(await requests(() => engine.send({ instance, event: add, who }))).toEqual([
      'append',
      'head',
      'append',
    ]);
  });

  test('of more heads than it may keep, a process forgets those unused for longest', async () => {
    const { requests, another, open } = createHarness();
    const engine = another({ heads: 2 });
    const [a, b, c] = [await open(), await open(), await open()];
    const send = (instance: string) => requests(() => engine.send({ instance, event: add, who }));
    for (const instance of [a, b, a, c]) await send(instance);
    expect(await send(a)).toEqual(['append']);
    expect(await send(c)).toEqual(['append']);
    expect(await send(b)).toEqual(['head', 'append']);
  });
});

describe('a process never races itself', () => {
  test('events to one instance go one after the other, without a conflict', async () => {
    const { requests, engine, open } = createHarness();
    const instance = await open();
    const made = await requests(() =>
      Promise.all(Array.from({ length: 40 }, () => engine.send({ instance, event: add, who }))),
    );
    expect(made).toEqual(Array.from({ length: 40 }, () => 'append'));
    expect(contextOf(await engine.head(instance)).n).toBe(40);
  });

  test('turns: in the order of asking, one at a time per name, whatever the one before did', async () => {
    const turns = createTurns();
    const log: string[] = [];
    const work =
      (name: string, fails = false) =>
      async () => {
        log.push(`+${name}`);
        await new Promise((resolve) => setImmediate(resolve));
        log.push(`-${name}`);
        if (fails) throw new Error(name);
        return name;
      };
    const taken = await Promise.allSettled([
      turns.take('x', work('x1')),
      turns.take('x', work('x2', true)),
      turns.take('y', work('y1')),
      turns.take('x', work('x3')),
    ]);
    expect(taken.map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason)))).toEqual([
      'x1',
      'Error: x2',
      'y1',
      'x3',
    ]);
    expect(log.filter((line) => line.includes('x'))).toEqual(['+x1', '-x1', '+x2', '-x2', '+x3', '-x3']);
    expect(log.indexOf('+y1')).toBeLessThan(log.indexOf('-x1'));
  });
});
