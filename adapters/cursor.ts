import { createHash } from 'node:crypto';
import { BatonError } from '../engine/errors.ts';

/** The cursor is not one of this list: ask again without it. */
export class InvalidCursor extends BatonError {
  readonly code = 'invalid-cursor';
  constructor() {
    super('The cursor does not belong to this list; begin again without it.');
  }
}

/** Where a walk stopped: the instance, the whole number by which it was sorted there, and a mark, where it needs one. */
export interface Position {
  readonly instance: string;
  readonly at: number;
  readonly mark?: string;
}

/** A short name for a filter: the same for the same. */
export function digestOf(filter: unknown): string {
  return createHash('sha256').update(JSON.stringify(filter)).digest('base64url').slice(0, 16);
}

/** An opaque, URL-safe cursor, bound to `list`: the name of what is listed and how. */
export function toCursor(list: string, { instance, at, mark }: Position): string {
  const parts = [list, instance, at, ...(mark === undefined ? [] : [mark])];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** The position in a cursor of the same `list`. Throws `InvalidCursor` for anything else. */
export function fromCursor(list: string, cursor: string): Position {
  const [of, instance, at, mark] = parsed(cursor);
  if (of !== list || typeof instance !== 'string' || instance === '') throw new InvalidCursor();
  if (typeof at !== 'number' || !Number.isSafeInteger(at) || at < 0) throw new InvalidCursor();
  if (mark !== undefined && typeof mark !== 'string') throw new InvalidCursor();
  return { instance, at, ...(mark !== undefined && { mark }) };
}

function parsed(cursor: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(value)) return value;
  } catch {
    // Not JSON, so not ours: said below.
  }
  throw new InvalidCursor();
}
