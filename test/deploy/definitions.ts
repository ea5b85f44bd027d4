import type { DefinitionSource } from '../../engine/definition.ts';
import { all as deployed } from '../../functions/definitions.ts';

/** Stands in for `functions/definitions.ts` where the test deploys: all that is deployed, and the clock. */
export const all: readonly DefinitionSource[] = [
  ...deployed,
  { process: 'clock', version: 1, load: async () => (await import('./clock-process.ts')).definition },
];
