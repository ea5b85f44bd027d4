const MOD = 10_000;

/**
 * Whether a customer belongs to those whom a campaign does not reach, so that it can be told what it does: always the
 * same for the same two, and `percent` of all customers. FNV-1a over both, mixed until every bit counts.
 */
export function isHeldOut(campaign: string, customer: string, percent: number): boolean {
  let hash = 0x811c9dc5;
  for (const character of `${campaign}/${customer}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % MOD < percent * (MOD / 100);
}
