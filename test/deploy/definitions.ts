import type { DefinitionSource } from '../../engine/definition.ts';
import { all as deployed } from '../../functions/definitions.ts';

/** Stands in for `functions/definitions.ts` where the test deploys: all that is deployed, and the line of credit. */
export const all: readonly DefinitionSource[] = [
  ...deployed,
  {
    process: 'credit-line',
    version: 1,
    load: async () => (await import('../../docs/examples/credit-line.ts')).definition,
  },
];
