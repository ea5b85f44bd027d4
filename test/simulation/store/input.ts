import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../../adapters/attributes.ts';
import type { IndexSpec, KeyAttribute, TableSpec } from '../../../adapters/tables.ts';
import { sizeOf } from './item-size.ts';

const MOST_BYTES = 400 * 1024;

/** DynamoDB's word for a request that is wrong in itself. */
export function invalid(message: string): DynamoDBServiceException {
  return new DynamoDBServiceException({
    name: 'ValidationException',
    message,
    $fault: 'client',
    $metadata: { httpStatusCode: 400 },
  });
}

/** Throws where a request has a field that the simulated store would pass over in silence. */
export function only(input: object, ...known: readonly string[]): void {
  for (const [name, value] of Object.entries(input)) {
    if (value !== undefined && !known.includes(name)) {
      throw new TypeError(`The simulated store does not know the field ${name}.`);
    }
  }
}

/** Throws a ValidationException for an item that no table takes: a key that is missing or empty, or too many bytes. */
export function check(spec: TableSpec, item: Item): void {
  for (const key of [spec.partition, spec.sort]) if (key !== undefined) checkKey(key, item, true);
  for (const index of [...spec.localIndexes, ...spec.globalIndexes] as readonly IndexSpec[]) {
    for (const key of [index.partition, index.sort]) if (key !== undefined) checkKey(key, item, false);
  }
  if (sizeOf(item) > MOST_BYTES) throw invalid('Item size has exceeded the maximum allowed size');
}

function checkKey({ name, type }: KeyAttribute, item: Item, needed: boolean): void {
  const value = item[name];
  if (value === undefined && !needed) return;
  if (value?.[type] === undefined) throw invalid(`The key ${name} is missing or not of type ${type}`);
  if (value.S === '') throw invalid(`The key ${name} is an empty text`);
}
