import type { DefinitionSource } from '../engine/definition.ts';

/** Every version of every process that this deployment carries. */
export const all: readonly DefinitionSource[] = [
  {
    process: 'follow-up',
    version: 1,
    load: async () => (await import('../machines/follow-up.ts')).definition,
  },
  { process: 'order', version: 1, load: async () => (await import('../machines/order/v1.ts')).definition },
];
