import type { Scope } from './define.ts';

/** Crockford's: no I, L, O, U. */
const BASE_32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A number that people can read out, such as `ORD-20261122-2DKE9V-7K3QHB2F0M`: the day, the millisecond of that day in
 * base 32 (so that text order is time order), and fifty bits of the instance's id, which no two of a millisecond share.
 */
export function numberOf(prefix: string, { instance, at }: Pick<Scope, 'instance' | 'at'>): string {
  const day = new Date(at).toISOString().slice(0, 10).replaceAll('-', '');
  let digits = '';
  for (let rest = at % 86_400_000; digits.length < 6; rest = Math.floor(rest / 32))
    digits = BASE_32[rest % 32] + digits;
  return `${prefix}-${day}-${digits}-${instance.slice(0, 10).toUpperCase()}`;
}
