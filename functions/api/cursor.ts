import { hash } from 'node:crypto';
import { Refusal } from './problem.ts';

const CHECK_BYTES = 8;

/** A cursor that callers can only give back, and only with the same query: `scope` is that query. */
export function toCursor(scope: unknown, inner: string): string {
  return Buffer.concat([check(scope, inner), Buffer.from(inner)]).toString('base64url');
}

/** What `toCursor` was given. Throws a `Refusal` for a cursor that it did not make for this scope. */
export function fromCursor(scope: unknown, cursor: string, where: 'query' | 'body' = 'query'): string {
  const bytes = Buffer.from(cursor, 'base64url');
  const inner = bytes.subarray(CHECK_BYTES).toString();
  if (!check(scope, inner).equals(bytes.subarray(0, CHECK_BYTES))) {
    const message = 'is not the cursor of a page of this list';
    throw new Refusal('invalid-cursor', `/cursor ${message}.`, {
      issues: [{ in: where, path: '/cursor', message }],
    });
  }
  return inner;
}

/** Not a secret: it tells a mangled cursor, or that of another list, from a good one. */
function check(scope: unknown, inner: string): Buffer {
  return hash('sha256', JSON.stringify([scope, inner]), 'buffer').subarray(0, CHECK_BYTES);
}
