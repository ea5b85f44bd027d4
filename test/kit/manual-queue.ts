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
  /** Takes out the first message that is due, or the first of that kind. */
  take(kind?: Message['kind']): Message | undefined;
  /** Puts a message back, to be due after some milliseconds. */
  again(message: Message, delayMs: number): void;
  /** Forgets everything. */
  lose(): void;
  /** As long as it is true, nothing can be sent. */
  away: boolean;
}

class QueueAway extends Error {
  readonly code = 'queue-unavailable';
  constructor() {
    super('The queue is away.');
  }
}

/** `dueAt` may say more exactly than whole seconds when a message is to be handed out: undefined leaves it at that. */
export function createManualQueue(
  now: () => number,
  dueAt: (message: Message) => number | undefined = () => undefined,
): ManualQueue {
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
      if (queue.away) throw new QueueAway();
      for (const { message, delaySeconds } of messages) {
        const exactly = dueAt(message);
        enqueue(message, exactly === undefined ? delaySeconds * 1000 : exactly - now());
      }
    },
    take(kind) {
      const first = queued.find(({ message }) => kind === undefined || message.kind === kind);
      if (first === undefined || first.dueAt > now()) return undefined;
      queued = queued.filter((one) => one !== first);
      return first.message;
    },
    again: enqueue,
    lose() {
      queued = [];
    },
  };
  return queue;
}
