import type { Definition } from '../../engine/definition.ts';
import { all as deployed } from '../../functions/definitions.ts';
import { definition as clock } from './clock-process.ts';

/** Stands in for `functions/definitions.ts` where the test deploys: all that is deployed, and the clock. */
export const all: readonly Definition[] = [...deployed, clock];
