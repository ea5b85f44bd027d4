import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { fromBody } from '../../../adapters/queue-message.ts';
import { functions } from '../../../functions/triggers.ts';
import type { Random } from '../random.ts';
import type { Timeline } from '../timeline.ts';
import type { Weather } from '../weather.ts';

/** The work queue, its dead-letter queue, and what hands its messages to the function. */
export interface SimulatedQueue {
  add(body: string, delayMs: number): void;
  purge(): void;
  /** Messages that are handed out, or could be: those that wait for their time are not among them. */
  due(): number;
  /** Bodies of messages that were handed out too often. */
  readonly dead: readonly string[];
}

export interface SimulatedQueueOptions {
  readonly timeline: Timeline;
  readonly weather: Weather;
  readonly random: Random;
  /** Loses each message once at most. */
  readonly losesOnce: boolean;
  readonly handle: (event: SQSEvent) => Promise<SQSBatchResponse | 'died'>;
}

interface Held {
  readonly id: string;
  readonly body: string;
  receives: number;
}

const BATCH = functions.perform.trigger.batch;
const CONCURRENCY = 6;
/** As the infrastructure sets them. */
const VISIBILITY_MS = 360_000;
const MOST_RECEIVES = 5;

export function createSimulatedQueue({
  timeline,
  weather,
  random,
  losesOnce,
  handle,
}: SimulatedQueueOptions): SimulatedQueue {
  const held = new Set<Held>();
  const dead: string[] = [];
  const lost = new Set<string>();
  let ready: Held[] = [];
  let running = 0;
  let number = 0;

  function note(body: string, what: string): void {
    if (!timeline.story.isTold()) return;
    const { instance, ...rest } = fromBody(body);
    timeline.story.note(instance, `${what} ${Object.values(rest).join(' ')}`);
  }

  function appear(message: Held, delayMs: number): void {
    timeline.after(delayMs, () => {
      if (!held.has(message)) return false;
      ready.push(message);
      // Lambda gathers for a moment.
      timeline.after(random.spread(1, 60), pump);
      return false;
    });
  }

  function pump(): unknown {
    if (running >= CONCURRENCY || ready.length === 0) return false;
    if (ready.length > 1 && weather.strikes('queue-reordered')) {
      ready.unshift(...ready.splice(random.whole(1, ready.length - 1), 1));
    }
    const batch = ready.splice(0, BATCH).filter(receive);
    for (const { body, receives } of batch)
      note(body, receives > 1 ? 'the queue hands out again' : 'the queue hands out');
    if (batch.length === 0) return pump();
    running += 1;
    void handle({ Records: batch.map(toRecord) }).then((outcome) => {
      running -= 1;
      const failed =
        outcome === 'died' ? undefined : new Set(outcome.batchItemFailures.map((one) => one.itemIdentifier));
      for (const message of batch) {
        if (failed !== undefined && !failed.has(message.id)) held.delete(message);
        else {
          note(message.body, 'the queue waits for an answer to');
          appear(message, VISIBILITY_MS);
        }
      }
      timeline.after(1, pump);
    });
    return true;
  }

  function receive(message: Held): boolean {
    if (!held.has(message)) return false;
    message.receives += 1;
    if (message.receives > MOST_RECEIVES) {
      held.delete(message);
      dead.push(message.body);
      weather.count('dead-letter');
      note(message.body, 'the queue gives up');
      return false;
    }
    if (weather.strikes('queue-redelivered')) appear(message, random.spread(5, 5000));
    return true;
  }

  return {
    add(body, delayMs) {
      const copies = weather.strikes('queue-duplicated') ? 2 : 1;
      for (let copy = 0; copy < copies; copy++) {
        note(body, 'the queue takes');
        if (!(losesOnce && lost.has(body)) && weather.strikes('queue-lost')) {
          lost.add(body);
          note(body, 'the queue loses');
          continue;
        }
        const message = { id: `m-${++number}`, body, receives: 0 };
        held.add(message);
        const late = weather.strikes('queue-delayed') ? random.spread(20_000, 900_000) : random.spread(2, 80);
        appear(message, delayMs + late);
      }
    },
    purge() {
      held.clear();
      ready = [];
    },
    due: () => ready.length + running,
    dead,
  };
}

function toRecord({ id, body, receives }: Held): SQSRecord {
  return { messageId: id, body, attributes: { ApproximateReceiveCount: String(receives) } } as SQSRecord;
}
