import { desk } from './desk.ts';
import { errand } from './errand.ts';
import { order } from './order.ts';
import type { Script } from './script.ts';
import { watch } from './watch.ts';

/** The processes of the simulation, the busier ones more than once. */
export const scripts: readonly [Script, ...Script[]] = [errand, order, watch, desk, errand];
