import { type AttributeValue, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { numberOf, textOf } from '../attributes.ts';
import { reaching } from '../dynamo-failure.ts';
import type { MendPage } from '../ports/records.ts';
import type { TableNames } from '../tables.ts';
import type { Follow } from './follow.ts';

/**
 * Completes one page of one segment: of all records, or of all listings, where those without a record go. Records are
 * told by their revision 1, so that each comes once. Throws `StoreUnavailable`.
 */
export async function mendPage(
  client: DynamoDBClient,
  names: Pick<TableNames, 'records' | 'listings'>,
  follow: Follow,
  { of, segment, segments, next }: MendPage,
): Promise<{ readonly mended: number; readonly next?: string }> {
  const { Items = [], LastEvaluatedKey } = await reaching(
    client.send(
      new ScanCommand({
        TableName: names[of],
        Segment: segment,
        TotalSegments: segments,
        ProjectionExpression: '#record',
        ExpressionAttributeNames: { '#record': 'record' },
        ...(of === 'records' && {
          FilterExpression: 'revision = :first',
          ExpressionAttributeValues: { ':first': { N: '1' } },
        }),
        ExclusiveStartKey: next === undefined ? undefined : keyIn(next),
        ConsistentRead: true,
      }),
    ),
  );
  let mended = 0;
  for (const item of Items) if (await follow.catchUp(textOf(item, 'record'))) mended += 1;
  return LastEvaluatedKey === undefined ? { mended } : { mended, next: nextAfter(LastEvaluatedKey) };
}

/** Up to where a scan came: a record's name, and its revision where that is a part of the key. */
export function nextAfter(key: Readonly<Record<string, AttributeValue>>): string {
  const record = textOf(key, 'record');
  return key.revision === undefined ? record : `${record} ${numberOf(key, 'revision')}`;
}

/** Where a scan goes on that came to `nextAfter`. */
export function keyIn(next: string): Record<string, AttributeValue> {
  const [record = '', revision] = next.split(' ');
  return { record: { S: record }, ...(revision !== undefined && { revision: { N: revision } }) };
}
