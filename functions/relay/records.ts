import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { decodeEntry } from '../../adapters/journal-item.ts';
import type { Entry } from '../../engine/entry.ts';
import type { Park } from '../../engine/park.ts';
import { isPassing } from '../../engine/parking.ts';
import type { Queue } from '../../engine/ports.ts';
import type { Relay } from '../../engine/relay.ts';

export interface RecordsOptions {
  readonly relay: Relay;
  readonly queue: Queue;
  readonly park: Park;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Hears of an outage: the batch comes again. */
  readonly failed: (instance: string, error: unknown) => void;
}

/** Milliseconds after which a record is taken for one that came before: longer than the function may take. */
const OLD = 90_000;

/**
 * Hands on what the journal's stream tells of, instance by instance. Where the store or the queue does not answer,
 * the batch comes again; an instance that cannot be handled is set aside, and holds up no other. Where records are
 * old, the function may have died of one of them: their instances go to the queue, which knows how often each came.
 */
export function createRecords({
  relay,
  queue,
  park,
  now,
  failed,
}: RecordsOptions): (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse> {
  async function hand(instance: string, records: readonly DynamoDBRecord[]): Promise<void> {
    if (records.some(isOld)) return queue.send([{ message: { kind: 'relay', instance }, delaySeconds: 0 }]);
    try {
      const entries = records.flatMap(entryIn).sort((a, b) => a.revision - b.revision);
      await relay.relay(instance, entries);
    } catch (error) {
      if (isPassing(error)) throw error;
      await park(instance, error);
    }
  }

  function isOld({ dynamodb }: DynamoDBRecord): boolean {
    const seconds = dynamodb?.ApproximateCreationDateTime;
    return seconds !== undefined && seconds * 1000 < now() - OLD;
  }

  return async ({ Records }) => {
    const failures = await Promise.all(
      [...byInstance(Records)].map(async ([instance, records]) => {
        try {
          await hand(instance, records);
          return undefined;
        } catch (error) {
          failed(instance, error);
          return records[0]?.dynamodb?.SequenceNumber;
        }
      }),
    );
    return {
      batchItemFailures: failures.flatMap((number) =>
        number === undefined ? [] : [{ itemIdentifier: number }],
      ),
    };
  };
}

function byInstance(records: readonly DynamoDBRecord[]): Map<string, DynamoDBRecord[]> {
  const groups = new Map<string, DynamoDBRecord[]>();
  for (const record of records) {
    const instance = record.dynamodb?.Keys?.instance?.S;
    if (instance === undefined) continue;
    groups.set(instance, [...(groups.get(instance) ?? []), record]);
  }
  return groups;
}

function entryIn(record: DynamoDBRecord): Entry[] {
  const image = record.dynamodb?.NewImage;
  return image === undefined ? [] : [decodeEntry(image)];
}
