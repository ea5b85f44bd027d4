import type { DefinitionSource } from '../engine/definition.ts';

/** Every version of every process that this deployment carries. */
export const all: readonly DefinitionSource[] = [
  { process: 'customer', version: 1, load: async () => (await import('../machines/customer.ts')).definition },
  {
    process: 'campaign',
    version: 1,
    load: async () => (await import('../machines/campaign/v1.ts')).definition,
  },
  {
    process: 'outreach',
    version: 1,
    load: async () => (await import('../machines/outreach/v1.ts')).definition,
  },
  {
    process: 'follow-up',
    version: 1,
    load: async () => (await import('../machines/follow-up.ts')).definition,
  },
  { process: 'order', version: 1, load: async () => (await import('../machines/order/v1.ts')).definition },
  { process: 'lead', version: 1, load: async () => (await import('../machines/lead/v1.ts')).definition },
  {
    process: 'opportunity',
    version: 1,
    load: async () => (await import('../machines/opportunity/v1.ts')).definition,
  },
  { process: 'case', version: 1, load: async () => (await import('../machines/case/v1.ts')).definition },
  { process: 'return', version: 1, load: async () => (await import('../machines/return.ts')).definition },
  { process: 'repair', version: 1, load: async () => (await import('../machines/repair.ts')).definition },
  {
    process: 'replacement',
    version: 1,
    load: async () => (await import('../machines/replacement.ts')).definition,
  },
  { process: 'refund', version: 1, load: async () => (await import('../machines/refund.ts')).definition },
];
