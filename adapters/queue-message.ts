import type { Message } from '../engine/ports.ts';

/** The longest delay that a queue takes. */
const MOST_DELAY_SECONDS = 900;
const KINDS: readonly unknown[] = ['effect', 'timer', 'deadline'] satisfies Message['kind'][];

/** Throws a RangeError unless every delay is a whole number of seconds from 0 to 900. */
export function checkDelays(messages: readonly { readonly delaySeconds: number }[]): void {
  for (const { delaySeconds } of messages) {
    if (!Number.isInteger(delaySeconds) || delaySeconds < 0 || delaySeconds > MOST_DELAY_SECONDS) {
      throw new RangeError(
        `A delay of ${delaySeconds} s is not a whole number from 0 to ${MOST_DELAY_SECONDS}.`,
      );
    }
  }
}

/** A message as the body that a queue carries. */
export function toBody(message: Message): string {
  const { kind, instance, revision, index, mark, attempt } = message;
  return JSON.stringify({ kind, instance, revision, index, mark, attempt });
}

/** The message in a body. Throws a TypeError for a body that `toBody` did not make. */
export function fromBody(body: string): Message {
  const { kind, instance, revision, index, mark, attempt } = fieldsOf(body);
  const numbers = [revision, index, ...(attempt === undefined ? [] : [attempt])];
  const texts = [instance, ...(mark === undefined ? [] : [mark])];
  if (
    !KINDS.includes(kind) ||
    !texts.every((text) => typeof text === 'string') ||
    !numbers.every(Number.isSafeInteger)
  ) {
    throw new TypeError('This is not a message of this queue.');
  }
  return {
    ...{ kind, instance, revision, index },
    ...(mark !== undefined && { mark }),
    ...(attempt !== undefined && { attempt }),
  } as Message;
}

function fieldsOf(body: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(body);
  if (typeof value !== 'object' || value === null)
    throw new TypeError('This is not a message of this queue.');
  return value as Readonly<Record<string, unknown>>;
}
