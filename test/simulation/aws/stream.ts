import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { Item } from '../../../adapters/attributes.ts';
import { functions } from '../../../functions/triggers.ts';
import type { Random } from '../random.ts';
import { placeOf } from '../store/table.ts';
import type { Timeline } from '../timeline.ts';
import type { Weather } from '../weather.ts';

/** What became of a batch: what the function answered, or `died` where it did not. */
export type BatchOutcome = DynamoDBBatchResponse | 'died';

/** The journal's stream: in lanes, each of which hands on its records batch by batch, and stands still until one goes through. */
export interface Stream {
  /** A new item of the journal. */
  tell(item: Item): void;
  /** Nothing is handed on until then. False where it stands already. */
  stand(until: number): boolean;
  resume(): void;
  /** Forgets all records: the table that they came from is gone. */
  forget(): void;
  /** Records that were not handed on yet. */
  waiting(): number;
}

export interface StreamOptions {
  readonly timeline: Timeline;
  readonly weather: Weather;
  readonly random: Random;
  readonly handle: (event: DynamoDBStreamEvent) => Promise<BatchOutcome>;
}

interface StreamRecord {
  readonly item: Item;
  readonly at: number;
  readonly number: number;
}

interface Lane {
  records: StreamRecord[];
  isBusy: boolean;
  standsUntil: number;
  /** Cut in half whenever a whole batch fails, so that what kills its function is found. */
  most: number;
  failures: number;
}

const LANES = 4;
const MOST_RECORDS = functions.relay.trigger.batch;
const HOUR = 60 * 60_000;
/** Lambda asks a stream four times a second. */
const POLL_MS = 250;
/** What a stream keeps, and what Lambda still takes from it. */
const KEPT_MS = 24 * HOUR;
const TAKEN_MS = 12 * HOUR;

export function createStream({ timeline, weather, random, handle }: StreamOptions): Stream {
  const { story } = timeline;
  const lanes = Array.from(
    { length: LANES },
    (): Lane => ({ records: [], isBusy: false, standsUntil: 0, most: MOST_RECORDS, failures: 0 }),
  );
  let number = 0;
  let epoch = 0;
  let onTheWay = 0;

  function arrive(record: StreamRecord, delayMs: number): void {
    const from = epoch;
    onTheWay += 1;
    timeline.after(delayMs, () => {
      if (from !== epoch) return false;
      onTheWay -= 1;
      const lane = lanes[placeOf(record.item.instance?.S ?? '') % LANES];
      if (lane === undefined) return false;
      if (lane.records.length > 0 && weather.strikes('stream-reordered')) {
        lane.records.splice(random.whole(0, lane.records.length - 1), 0, record);
      } else lane.records.push(record);
      timeline.after(random.spread(5, POLL_MS), () => pump(lane));
      return false;
    });
  }

  function pump(lane: Lane): unknown {
    if (lane.isBusy || lane.records.length === 0) return false;
    const stands = lane.standsUntil - timeline.now();
    if (stands > 0) return false;
    const oldest = timeline.now() - (lane.failures > 0 ? TAKEN_MS : KEPT_MS);
    lane.records = lane.records.filter(({ at }) => at > oldest);
    const batch = lane.records.slice(0, lane.most);
    if (batch.length === 0) return false;
    lane.isBusy = true;
    const from = epoch;
    for (const { item } of batch) {
      story.note(item.instance?.S, `the stream hands on revision ${item.revision?.N}`);
    }
    void handle({ Records: batch.map(toRecord) }).then((outcome) => {
      if (from === epoch) settle(lane, batch, outcome);
    });
    return true;
  }

  function settle(lane: Lane, batch: readonly StreamRecord[], outcome: BatchOutcome): void {
    lane.isBusy = false;
    for (const { item } of outcome === 'died' ? batch : []) {
      story.note(item.instance?.S, `the stream's batch with revision ${item.revision?.N} failed as a whole`);
    }
    const failed = outcome === 'died' ? 0 : firstOf(outcome, batch);
    const done = new Set(batch.slice(0, failed));
    // A record that was put before others in between stays; only what this batch had goes.
    lane.records = lane.records.filter((record) => !done.has(record));
    lane.failures = failed === undefined ? 0 : lane.failures + 1;
    if (failed === undefined) lane.most = MOST_RECORDS;
    else if (outcome === 'died') lane.most = Math.max(1, Math.ceil(Math.min(lane.most, batch.length) / 2));
    const pause = failed === undefined ? random.spread(1, 20) : Math.min(60_000, 500 * 2 ** lane.failures);
    timeline.after(pause, () => pump(lane));
  }

  return {
    tell(item) {
      const record = { item, at: timeline.now(), number: ++number };
      if (weather.strikes('stream-lost')) {
        return story.note(item.instance?.S, `the stream loses revision ${item.revision?.N}`);
      }
      const delay = weather.strikes('stream-delayed')
        ? random.spread(10_000, 600_000)
        : random.spread(5, weather.strikes('stream-uneven') ? 4000 : 200);
      arrive(record, delay);
      if (weather.strikes('stream-duplicated'))
        arrive({ ...record, number: ++number }, delay + random.spread(1, 5000));
      if (weather.strikes('stream-repeated-late')) {
        arrive({ ...record, number: ++number }, random.spread(HOUR / 10, 20 * HOUR));
      }
    },
    stand(until) {
      if (lanes.some(({ standsUntil }) => standsUntil > timeline.now())) return false;
      for (const lane of lanes) {
        lane.standsUntil = until;
        timeline.after(until - timeline.now() + 1, () => pump(lane));
      }
      return true;
    },
    resume() {
      for (const lane of lanes) {
        lane.standsUntil = 0;
        timeline.after(0, () => pump(lane));
      }
    },
    forget() {
      epoch += 1;
      onTheWay = 0;
      for (const lane of lanes)
        Object.assign(lane, { records: [], isBusy: false, most: MOST_RECORDS, failures: 0 });
    },
    waiting: () => lanes.reduce((sum, lane) => sum + lane.records.length, onTheWay),
  };
}

/** The place in its batch of the first record that failed: from there on everything comes again. */
function firstOf({ batchItemFailures }: DynamoDBBatchResponse, batch: readonly StreamRecord[]) {
  const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => Number(itemIdentifier)));
  const place = batch.findIndex(({ number }) => failed.has(number));
  return place === -1 ? undefined : place;
}

function toRecord({ item, at, number }: StreamRecord): DynamoDBRecord {
  const { instance, revision } = item;
  return {
    eventName: 'INSERT',
    dynamodb: {
      SequenceNumber: String(number),
      ApproximateCreationDateTime: Math.floor(at / 1000),
      Keys: { instance: { S: instance?.S ?? '' }, revision: { N: revision?.N ?? '' } },
      NewImage: item as Record<string, never>,
    },
  };
}
