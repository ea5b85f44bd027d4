import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Message, Queue } from '../../engine/ports.ts';

export interface OpenedQueue {
  readonly queue: Queue;
  /** Everything that was taken so far, however long it is delayed. */
  taken(): Promise<readonly { readonly message: Message; readonly delaySeconds: number }[]>;
  /** From now on, nothing is taken. */
  refuse(): Promise<void>;
  close(): Promise<void>;
}

export function messageOf(index: number): Message {
  return { kind: 'effect', instance: 'i-1', revision: 1, index, attempt: 1 };
}

/** The place of a message that has one. */
export function indexOf(message: Message): number {
  return message.kind === 'relay' ? -1 : message.index;
}

/** What every queue does. */
export function queueContract(name: string, open: () => Promise<OpenedQueue>): void {
  describe(`the queue contract: ${name}`, () => {
    let opened: OpenedQueue;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    test.each([0, 1, 10, 11, 47])('%i messages at once are all taken, with their delays', async (count) => {
      const sent = Array.from({ length: count }, (_, n) => ({
        message: messageOf(n),
        delaySeconds: n % 5 === 0 ? 0 : (n * 97) % 901,
      }));
      await opened.queue.send(sent);
      expect(sorted(await opened.taken())).toEqual(sorted(sent));
    });

    test('a message arrives as it was sent, whatever its kind', async () => {
      const at = { instance: 'i-1', revision: 1 } as const;
      const sent: Message[] = [
        { kind: 'effect', ...at, index: 5, mark: 'k7q2mz', attempt: 7 },
        { kind: 'effect', ...at, index: 4, attempt: 1 },
        { kind: 'effect', ...at, index: 6, mark: 'k7q2mz', attempt: 1, waited: 34 },
        { kind: 'timer', ...at, index: 3 },
        { kind: 'deadline', ...at, index: 2, mark: 'k7q2mz' },
        { kind: 'assign', ...at, index: 1 },
        { kind: 'relay', instance: 'i-1' },
        { kind: 'relay', instance: 'i-2', anew: true },
      ];
      await opened.queue.send(sent.map((message) => ({ message, delaySeconds: 0 })));
      const taken = (await opened.taken()).map((one) => one.message);
      expect(taken).toHaveLength(sent.length);
      expect(taken).toEqual(expect.arrayContaining(sent));
    });

    test.each([-1, 901, 1.5, Number.NaN, Number.POSITIVE_INFINITY])(
      'a delay of %d seconds is refused, and what comes with it is not taken',
      async (delaySeconds) => {
        const sent = [
          { message: messageOf(0), delaySeconds: 0 },
          { message: messageOf(1), delaySeconds },
        ];
        await expect(opened.queue.send(sent)).rejects.toBeInstanceOf(RangeError);
        expect(await opened.taken()).toEqual([]);
      },
    );

    test('throws where a message is not taken', async () => {
      await opened.refuse();
      await expect(opened.queue.send([{ message: messageOf(0), delaySeconds: 0 }])).rejects.toThrow();
    });
  });
}

function sorted<T extends { readonly message: Message }>(all: readonly T[]): T[] {
  return [...all].sort((a, b) => indexOf(a.message) - indexOf(b.message));
}
