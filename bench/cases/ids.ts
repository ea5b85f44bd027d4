import { randomBytes } from 'node:crypto';
import { toId } from '../../engine/ids.ts';

/** A fresh id as the deployed wiring makes them. */
export function newId(): string {
  return toId(randomBytes(16));
}
