import type { Message } from '../engine/ports.ts';

/** The longest delay that a queue takes. */
const MOST_DELAY_SECONDS = 900;

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
  return JSON.stringify(message);
}

/** The message in a body. Throws a TypeError for a body that `toBody` did not make. */
export function fromBody(body: string): Message {
  const { kind, instance, revision, index, mark, attempt, waited, anew } = fieldsOf(body);
  if (typeof instance !== 'string') throw strange();
  if (kind === 'relay') return { kind, instance, ...(anew === true && { anew }) };
  if (!isWhole(revision) || !isWhole(index)) throw strange();
  if (kind === 'timer' || kind === 'assign') return { kind, instance, revision, index };
  if (mark !== undefined && typeof mark !== 'string') throw strange();
  const effect = { instance, revision, index, ...(mark !== undefined && { mark }) };
  if (kind === 'deadline') return { kind, ...effect };
  if (waited !== undefined && !isWhole(waited)) throw strange();
  if (kind === 'effect' && isWhole(attempt)) {
    return { kind, ...effect, attempt, ...(waited !== undefined && { waited }) };
  }
  throw strange();
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function strange(): TypeError {
  return new TypeError('This is not a message of this queue.');
}

function fieldsOf(body: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(body);
  if (typeof value !== 'object' || value === null) throw strange();
  return value as Readonly<Record<string, unknown>>;
}
