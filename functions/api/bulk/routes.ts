import type { Route } from '../route.ts';

export const bulkRoutes = [
  {
    operationId: 'listBulkFailures',
    method: 'GET',
    path: '/bulk/{bulk}/failures',
    tag: 'Bulk',
    summary: 'List the items for which a bulk action could not be done, and why',
    status: 200,
    problems: ['record-not-found', 'invalid-cursor'],
  },
] as const satisfies readonly Route[];
