import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { decodeEntry } from '../../adapters/journal-item.ts';
import type { Entry } from '../../engine/entry.ts';
import { isOutage } from '../../engine/parking.ts';
import type { Relay } from '../../engine/relay.ts';

/** Hears of an instance that could not be relayed: `parked` where its records do not come again for it. */
export type Failed = (instance: string, error: unknown, parked: boolean) => void;

/**
 * Hands on what the journal's stream tells of, instance by instance. Where the store or the queue does not answer,
 * the batch comes again; an instance that cannot be handled is left to `reconcile`, and holds up no other.
 */
export function createRecords(
  relay: Relay,
  failed: Failed,
): (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse> {
  return async ({ Records }) => {
    const failures = await Promise.all(
      [...byInstance(Records)].map(async ([instance, records]) => {
        try {
          await relay.relay(
            instance,
            records.flatMap(entryIn).sort((a, b) => a.revision - b.revision),
          );
          return undefined;
        } catch (error) {
          failed(instance, error, !isOutage(error));
          return isOutage(error) ? records[0]?.dynamodb?.SequenceNumber : undefined;
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
