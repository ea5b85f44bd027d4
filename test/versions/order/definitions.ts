import type { DefinitionSource } from '../../../engine/definition.ts';
import { all as deployed } from '../../../functions/definitions.ts';

/** All that is deployed, and the order as it might be next. */
export const all: readonly DefinitionSource[] = [
  ...deployed,
  { process: 'order', version: 2, load: async () => (await import('./v2.ts')).definition },
];
