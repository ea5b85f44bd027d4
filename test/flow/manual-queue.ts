import { checkDelays } from '../../adapters/queue-message.ts';
import type { Message, Queue } from '../../engine/ports.ts';

/** A message in the queue, and when it may be taken out. */
export interface Queued {
  readonly message: Message;
  readonly dueAt: number;
}

/** A queue that hands nothing out by itself, and that loses, repeats and reorders when told. */
export interface ManualQueue extends Queue {
  /** What is in it, soonest first. */
  waiting(): readonly Queued[];
  /** Takes out the first message that is due. */
  take(): Message | undefined;
  /** Puts a message back, to be due after some milliseconds. */
  again(message: Message, delayMs: number): void;
  /** Forgets everything. */
  lose(): void;
  /** As long as it is true, nothing can be sent. */
  away: boolean;
}

export function createManualQueue(now: () => number): ManualQueue {
  let queued: Queued[] = [];
  const enqueue = (message: Message, delayMs: number) => {
    queued.push({ message, dueAt: now() + delayMs });
    // Stable: of two that are due at once, the one sent first comes first.
    queued.sort((a, b) => a.dueAt - b.dueAt);
  };
  const queue: ManualQueue = {
    away: false,
    waiting: () => queued,
    async send(messages) {
      checkDelays(messages);
      if (queue.away) throw new Error('The queue is away.');
      for (const { message, delaySeconds } of messages) enqueue(message, delaySeconds * 1000);
    },
    take() {
      const [first] = queued;
      if (first === undefined || first.dueAt > now()) return undefined;
      queued = queued.slice(1);
      return first.message;
    },
    again: enqueue,
    lose() {
      queued = [];
    },
  };
  return queue;
}
