import type { DefinitionSource } from '../../engine/definition.ts';

/** Every version of every process that this deployment carries. */
export const all: readonly DefinitionSource[] = [
  { process: 'order', version: 1, load: async () => (await import('../../machines/order/v1.ts')).definition },
  { process: 'call-back', version: 1, load: async () => (await import('./call-back.ts')).definition },
  { process: 'call-back', version: 2, load: async () => (await import('./call-back-v2.ts')).definition },
  {
    process: 'sample-request',
    version: 1,
    load: async () => (await import('./sample-request.ts')).definition,
  },
];
