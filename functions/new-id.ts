import { randomFillSync } from 'node:crypto';
import { toId } from '../engine/ids.ts';

const BYTES = 16;

/** Random bytes for many ids: asking for them one id at a time costs more than the rest of an id. */
const pool = Buffer.alloc(256 * BYTES);
let used = pool.length;

/** A fresh id that nobody can guess: 128 random bits. */
export function newId(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const from = used;
  used += BYTES;
  return toId(pool.subarray(from, used));
}
