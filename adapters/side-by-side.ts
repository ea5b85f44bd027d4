/** Does the work for each item, at most `atOnce` of them side by side. The first failure ends it, once what is under way has ended. */
export async function sideBySide<T>(
  items: Iterable<T>,
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = items[Symbol.iterator]();
  let failed = false;
  const hands = Array.from({ length: atOnce }, async () => {
    for (let next = waiting.next(); !next.done && !failed; next = waiting.next()) {
      try {
        await work(next.value);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  });
  const ended = await Promise.allSettled(hands);
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}
