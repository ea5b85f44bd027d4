import type { Definition } from '../engine/definition.ts';
import { definition as order } from '../machines/order.ts';

/** Every version of every process that this deployment carries. */
export const all: readonly Definition[] = [order];
