import { describe, expect, test } from 'vitest';
import { createMemoryQueue, type MemoryQueueOptions } from '../../adapters/queue-memory.ts';
import type { Message } from '../../engine/ports.ts';
import { createManualScheduler } from './manual-scheduler.ts';
import { indexOf, messageOf, queueContract } from './queue-contract.ts';

queueContract('memory', async () => {
  const taken: { message: Message; delaySeconds: number }[] = [];
  const { queue, scheduler } = opened({
    handle: async (message) => {
      taken.push({ message, delaySeconds: scheduler.now() / 1000 });
    },
  });
  return {
    queue,
    async taken() {
      do await queue.idle();
      while (scheduler.step());
      return taken;
    },
    refuse: () => queue.stop(),
    close: () => queue.stop(),
  };
});

describe('the memory queue', () => {
  test('handles at most as many at once as it is told', async () => {
    const gates: (() => void)[] = [];
    let most = 0;
    let running = 0;
    const { queue } = opened({
      concurrency: 3,
      async handle() {
        running += 1;
        most = Math.max(most, running);
        await new Promise<void>((resolve) => gates.push(resolve));
        running -= 1;
      },
    });
    await queue.send(now(0, 1, 2, 3, 4, 5, 6));
    let opening = 0;
    while (opening < 7) {
      await Promise.resolve();
      const gate = gates.shift();
      if (gate === undefined) continue;
      gate();
      opening += 1;
    }
    await queue.idle();
    expect(most).toBe(3);
  });

  test('tries a message again after its back-off, then drops it and says so', async () => {
    const dropped: unknown[] = [];
    const tried: number[] = [];
    const { queue, scheduler } = opened({
      tries: 4,
      backOffMs: (failures) => failures * 100,
      dropped: (message, error) => dropped.push([message, error]),
      async handle() {
        tried.push(scheduler.now());
        throw new Error(`failed at ${scheduler.now()}`);
      },
    });
    await queue.send(now(0));
    do await queue.idle();
    while (scheduler.step());
    expect(tried).toEqual([0, 100, 300, 600]);
    expect(dropped).toEqual([[messageOf(0), new Error('failed at 600')]]);
  });

  test('a message that succeeds at last is handled once more and not dropped', async () => {
    const dropped: unknown[] = [];
    let tries = 0;
    const { queue, scheduler } = opened({
      dropped: (message) => dropped.push(message),
      async handle() {
        tries += 1;
        if (tries < 3) throw new Error('not yet');
      },
    });
    await queue.send(now(0));
    do await queue.idle();
    while (scheduler.step());
    expect(tries).toBe(3);
    expect(dropped).toEqual([]);
  });

  test('a message that fails does not hold up the others', async () => {
    const done: number[] = [];
    const { queue } = opened({
      concurrency: 1,
      async handle(message) {
        const index = indexOf(message);
        if (index === 0) throw new Error('no');
        done.push(index);
      },
    });
    await queue.send(now(0, 1, 2));
    await queue.idle();
    expect(done).toEqual([1, 2]);
  });

  test('a handler may send, and idle waits for what it sent', async () => {
    const done: number[] = [];
    const { queue } = opened({
      async handle(message) {
        const index = indexOf(message);
        done.push(index);
        if (index < 3) await queue.send(now(index + 1));
      },
    });
    await queue.send(now(0));
    await queue.idle();
    expect(done).toEqual([0, 1, 2, 3]);
  });

  test('handlers begin after the sender has gone on', async () => {
    const order: string[] = [];
    const { queue } = opened({
      async handle() {
        order.push('handled');
      },
    });
    const sending = queue.send(now(0));
    order.push('sent');
    await sending;
    await queue.idle();
    expect(order).toEqual(['sent', 'handled']);
  });

  test('idle comes at once where only the future waits', async () => {
    const { queue, scheduler } = opened({});
    await queue.idle();
    await queue.send([{ message: messageOf(0), delaySeconds: 30 }]);
    await queue.idle();
    expect(scheduler.waiting()).toBe(1);
  });

  test('stopped, it ends what it has begun and forgets the rest', async () => {
    const done: number[] = [];
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const { queue, scheduler } = opened({
      concurrency: 1,
      async handle(message) {
        const index = indexOf(message);
        await gate;
        done.push(index);
      },
    });
    await queue.send([...now(0, 1), { message: messageOf(2), delaySeconds: 5 }]);
    await Promise.resolve();
    const stopping = queue.stop();
    await expect(queue.send(now(3))).rejects.toThrow('stopped');
    open();
    await stopping;
    expect(done).toEqual([0]);
    expect(scheduler.waiting()).toBe(0);
  });
});

function opened(options: Partial<MemoryQueueOptions>) {
  const scheduler = createManualScheduler();
  const queue = createMemoryQueue({ handle: async () => {}, dropped: () => {}, scheduler, ...options });
  return { queue, scheduler };
}

function now(...indexes: number[]) {
  return indexes.map((index) => ({ message: messageOf(index), delaySeconds: 0 }));
}
