import { type AttributeValue, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { textOf } from './attributes.ts';
import { reaching } from './dynamo-failure.ts';

/** One partition of an index. */
export interface Partition {
  readonly index: string;
  /** Name of the index's sort key. */
  readonly sort: string;
  /** Name and value of the index's partition key. */
  readonly attribute: string;
  readonly value: string;
}

/** The part of a partition to walk: both ends inclusive, and in which direction. */
export interface Range {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly order: 'oldest' | 'newest';
}

/** Every sort key in a range of a partition, in order, read `pageSize` at a time. */
export async function* walk(
  client: DynamoDBClient,
  table: string,
  partition: Partition,
  range: Range,
  pageSize: number,
): AsyncGenerator<string, void> {
  const { from, to, order } = range;
  if (from !== undefined && to !== undefined && from > to) return;
  let start: Record<string, AttributeValue> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await reaching(
      client.send(
        new QueryCommand({
          TableName: table,
          IndexName: partition.index,
          KeyConditionExpression: condition(range),
          ExpressionAttributeNames: {
            '#p': partition.attribute,
            ...((from ?? to) !== undefined && { '#s': partition.sort }),
          },
          ExpressionAttributeValues: {
            ':p': { S: partition.value },
            ...(from !== undefined && { ':from': { S: from } }),
            ...(to !== undefined && { ':to': { S: to } }),
          },
          ScanIndexForward: order === 'oldest',
          ExclusiveStartKey: start,
          Limit: pageSize,
        }),
      ),
    );
    for (const item of Items) yield textOf(item, partition.sort);
    start = LastEvaluatedKey;
  } while (start !== undefined);
}

function condition({ from, to }: Range): string {
  if (from !== undefined && to !== undefined) return '#p = :p AND #s BETWEEN :from AND :to';
  if (from !== undefined) return '#p = :p AND #s >= :from';
  if (to !== undefined) return '#p = :p AND #s <= :to';
  return '#p = :p';
}

/**
 * Several sorted walks as one. What two of them give (an instance that moved between partitions in the meantime)
 * comes once. Keeps one value per walk.
 */
export async function* merge(
  walks: readonly AsyncGenerator<string, void>[],
  order: Range['order'],
): AsyncGenerator<string, void> {
  const heads = await Promise.all(walks.map((one) => one.next()));
  let last: string | undefined;
  for (;;) {
    let best: { readonly place: number; readonly value: string } | undefined;
    for (const [place, head] of heads.entries()) {
      if (head.done) continue;
      const value = head.value;
      const first = best === undefined || (order === 'oldest' ? value < best.value : value > best.value);
      if (first) best = { place, value };
    }
    const source = best && walks[best.place];
    if (best === undefined || source === undefined) return;
    if (best.value !== last) yield best.value;
    last = best.value;
    heads[best.place] = await source.next();
  }
}
