import { InternalServerError, ProvisionedThroughputExceededException } from '@aws-sdk/client-dynamodb';

/** What the SDK throws where the store refuses a request for its number. */
export function throttled(): Error {
  return new ProvisionedThroughputExceededException({ message: 'Throughput exceeds', $metadata: {} });
}

/** What the SDK throws where the store fails. */
export function failed(): Error {
  return new InternalServerError({ message: 'Internal server error', $metadata: {} });
}

/** What the SDK throws where no answer comes in time. */
export function timedOut(): Error {
  return Object.assign(new Error('The request timed out'), { name: 'TimeoutError' });
}

/** What the SDK throws where the connection ends before the answer. */
export function cut(): Error {
  return Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
}
