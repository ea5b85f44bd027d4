/** What two contenders gave in each round. */
export interface Rounds<A, B> {
  readonly ours: readonly A[];
  readonly baseline: readonly B[];
}

/**
 * Runs both in turn, the one that goes first changing from round to round, so that a machine whose speed drifts
 * treats both alike. The first round is a warm-up and does not count.
 */
export async function inTurn<A, B>(
  rounds: number,
  ours: (round: number) => A | Promise<A>,
  baseline: (round: number) => B | Promise<B>,
): Promise<Rounds<A, B>> {
  const result = { ours: [] as A[], baseline: [] as B[] };
  for (let round = 0; round <= rounds; round++) {
    const first = round % 2 === 0 ? await ours(round) : undefined;
    const b = await baseline(round);
    const a = first ?? (await ours(round));
    if (round === 0) continue;
    result.ours.push(a);
    result.baseline.push(b);
  }
  return result;
}

/** Microseconds of processor time, user and system, that this process spends on `work`. */
export async function cpuOf(work: () => void | Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
