import { DeleteItemCommand, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { type Item, numberOf, textOf } from '../attributes.ts';
import { reaching } from '../dynamo-failure.ts';
import type { ErasePage, Version } from '../ports/records.ts';
import type { Timeline } from '../ports/timeline.ts';
import type { TableNames } from '../tables.ts';
import { createdIn, momentsOf } from './follow.ts';
import type { Lookups } from './lookups.ts';
import { keyIn, nextAfter } from './mend.ts';
import { glanceAt, heldIn, keyOf } from './version-item.ts';
import type { VersionReader } from './version-reader.ts';

export interface EraseDeps {
  readonly client: DynamoDBClient;
  readonly names: Pick<TableNames, 'records' | 'listings'>;
  readonly versions: VersionReader;
  readonly lookups: Lookups;
  readonly timeline: Timeline;
  /** Removes what a version keeps elsewhere. */
  readonly erased: (version: Version<object>) => Promise<void> | void;
}

/**
 * Removes records with their history, for one page of one segment of all records: of these kinds, and where the newest
 * version, which may say that the record was removed, `isOver`. The newest version goes last, and whoever comes after a
 * walk that was killed finds the rest by it. Throws `StoreUnavailable`.
 */
export async function erasePage(
  deps: EraseDeps,
  { kinds, segment, segments, next }: ErasePage,
  isOver: (newest: Version<object>) => Promise<boolean>,
): Promise<{ readonly erased: number; readonly next?: string }> {
  const { client, names, versions } = deps;
  const { Items = [], LastEvaluatedKey } = await reaching(
    client.send(
      new ScanCommand({
        TableName: names.records,
        Segment: segment,
        TotalSegments: segments,
        ProjectionExpression: '#record',
        ExpressionAttributeNames: { '#record': 'record' },
        ExclusiveStartKey: next === undefined ? undefined : keyIn(next),
        ConsistentRead: true,
      }),
    ),
  );
  let erased = 0;
  for (const record of new Set(Items.map((item) => textOf(item, 'record')))) {
    if (!kinds.some((kind) => record.startsWith(`${kind}/`))) continue;
    const newest = await versions.newest(record);
    if (newest === undefined || !(await isOver(glanceAt(newest)))) continue;
    await erase(deps, record, newest);
    erased += 1;
  }
  return LastEvaluatedKey === undefined ? { erased } : { erased, next: nextAfter(LastEvaluatedKey) };
}

async function erase(deps: EraseDeps, record: string, newest: Item): Promise<void> {
  const { client, names, versions } = deps;
  const last = numberOf(newest, 'revision');
  for (;;) {
    const older = (await versions.from(record, 1)).filter((item) => numberOf(item, 'revision') < last);
    if (older.length === 0) break;
    await forget(deps, older);
    for (const item of older) await removeVersion(item);
  }
  await forget(deps, [newest]);
  const Key = { record: { S: record } };
  await reaching(client.send(new DeleteItemCommand({ TableName: names.listings, Key })));
  await removeVersion(newest);

  async function removeVersion(item: Item): Promise<void> {
    const Key = keyOf(record, numberOf(item, 'revision'));
    await reaching(client.send(new DeleteItemCommand({ TableName: names.records, Key })));
  }
}

/** Removes what follows versions: files, moments, lookups. */
async function forget({ timeline, lookups, erased }: EraseDeps, items: readonly Item[]): Promise<void> {
  for (const item of items) await erased(glanceAt(item));
  await timeline.forget(items.flatMap(momentsOf));
  for (const item of items) await lookups.remove(createdIn(item), heldIn(item));
}
