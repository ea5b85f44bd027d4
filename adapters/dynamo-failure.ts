import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { StoreUnavailable } from '../engine/errors.ts';

/** Failures by which DynamoDB says that the request itself is wrong: it was not carried out, and never will be. */
const REFUSALS = new Set([
  'ValidationException',
  'SerializationException',
  'ItemCollectionSizeLimitExceededException',
]);

/** Whether the condition of a write was not met. */
export function isConditionFailure(error: unknown): error is ConditionalCheckFailedException {
  return error instanceof ConditionalCheckFailedException;
}

/** Whether DynamoDB refused the request as such: our own mistake, not an outage. */
export function isRefusal(error: unknown): error is Error {
  return error instanceof Error && REFUSALS.has(error.name);
}

/** What the call answers. Throws `StoreUnavailable` with the cause where the store gave no answer. */
export async function reaching<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw isRefusal(error) ? error : new StoreUnavailable(error);
  }
}

/**
 * Sends a conditional write: true when it was carried out, false when its condition was not met. Throws
 * `StoreUnavailable` where that is unknown.
 */
export async function conditionally(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw isRefusal(error) ? error : new StoreUnavailable(error);
  }
}
