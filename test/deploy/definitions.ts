import type { DefinitionSource } from '../../engine/definition.ts';
import { all as deployed } from '../../functions/definitions.ts';

/** Stands in for `functions/definitions.ts` where the test deploys: all that is deployed, the clock, and the line of credit. */
export const all: readonly DefinitionSource[] = [
  ...deployed,
  { process: 'clock', version: 1, load: async () => (await import('./clock-process.ts')).definition },
  {
    process: 'credit-line',
    version: 1,
    load: async () => (await import('../../docs/examples/credit-line.ts')).definition,
  },
];
