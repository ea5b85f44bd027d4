import { setTimeout as pause } from 'node:timers/promises';

/** What was seen instead of what is awaited. */
export class NotYet {
  readonly seen: unknown;
  constructor(seen: unknown) {
    this.seen = seen;
  }
}

/**
 * Asks again and again until there is an answer, and returns it. Throws after `seconds`, saying what was awaited
 * and what was last seen instead.
 */
export async function until<T>(what: string, seconds: number, ask: () => Promise<T | NotYet>): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (!(answer instanceof NotYet)) return answer;
    if (Date.now() > deadline) {
      throw new Error(`Not within ${seconds} s: ${what}. Last seen: ${JSON.stringify(answer.seen)}`);
    }
    await pause(250);
  }
}
