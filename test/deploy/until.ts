import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks again and again until there is an answer, and returns it. Throws after `seconds`, saying what was awaited
 * and what was last seen instead.
 */
export async function until<T>(
  what: string,
  seconds: number,
  ask: () => Promise<{ readonly answer: T } | { readonly seen: unknown }>,
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const result = await ask();
    if ('answer' in result) return result.answer;
    if (Date.now() > deadline) {
      throw new Error(`Not within ${seconds} s: ${what}. Last seen: ${JSON.stringify(result.seen)}`);
    }
    await pause(250);
  }
}
