import type { Message, Queue } from '../engine/ports.ts';
import { checkDelays } from './queue-message.ts';
import { type Scheduler, systemScheduler } from './scheduler.ts';

export interface MemoryQueueOptions {
  /** Called with each message; where it throws, the same message comes again. */
  readonly handle: (message: Message) => Promise<void>;
  /** Hears of a message that failed its last try, and why. */
  readonly dropped: (message: Message, error: unknown) => void;
  /** How many messages are handled at once. */
  readonly concurrency?: number;
  /** How often a message is tried in all. */
  readonly tries?: number;
  /** Milliseconds until a message comes again, after it failed this many times. */
  readonly backOffMs?: (failures: number) => number;
  readonly scheduler?: Scheduler;
}

export interface MemoryQueue extends Queue {
  /** Resolves when no message is handled or ready to be; those that wait for their time do not count. */
  idle(): Promise<void>;
  /** Forgets what waits, and resolves when what is being handled has ended. Nothing can be sent any more. */
  stop(): Promise<void>;
}

interface Job {
  readonly message: Message;
  readonly failures: number;
}

/**
 * The queue within one process, for local use: what it holds is lost with the process, and `reconcile` sends
 * it again. `send` throws once the queue is stopped, and a RangeError for a delay that SQS would not take.
 */
export function createMemoryQueue(options: MemoryQueueOptions): MemoryQueue {
  const { handle, dropped, concurrency = 8, tries = 5, scheduler = systemScheduler } = options;
  const { backOffMs = (failures) => 1000 * 2 ** failures } = options;
  const waiting = new Set<() => void>();
  let ready: Job[] = [];
  let running = 0;
  let stopped = false;
  let idlers: (() => void)[] = [];

  function enqueue(job: Job, delayMs: number): void {
    if (stopped) return;
    if (delayMs === 0) {
      ready.push(job);
      return;
    }
    const cancel = scheduler.after(delayMs, () => {
      waiting.delete(cancel);
      ready.push(job);
      pump();
    });
    waiting.add(cancel);
  }

  function pump(): void {
    while (running < concurrency) {
      const job = ready.shift();
      if (job === undefined) break;
      running += 1;
      void attempt(job).finally(() => {
        running -= 1;
        pump();
      });
    }
    if (!isIdle()) return;
    const told = idlers;
    idlers = [];
    for (const tell of told) tell();
  }

  async function attempt(job: Job): Promise<void> {
    try {
      await handle(job.message);
    } catch (error) {
      const failures = job.failures + 1;
      if (failures < tries) enqueue({ message: job.message, failures }, backOffMs(failures));
      else dropped(job.message, error);
    }
  }

  const isIdle = () => running === 0 && ready.length === 0;

  async function idle(): Promise<void> {
    if (!isIdle()) await new Promise<void>((resolve) => idlers.push(resolve));
  }

  return {
    async send(messages) {
      checkDelays(messages);
      if (stopped) throw new Error('The queue is stopped.');
      for (const { message, delaySeconds } of messages) {
        enqueue({ message, failures: 0 }, delaySeconds * 1000);
      }
      // Handlers begin after the sender has gone on, as with a queue that is elsewhere.
      queueMicrotask(pump);
    },

    idle,

    async stop() {
      stopped = true;
      for (const cancel of waiting) cancel();
      waiting.clear();
      ready = [];
      await idle();
    },
  };
}
