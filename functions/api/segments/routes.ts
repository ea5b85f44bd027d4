import type { Route } from '../route.ts';

export const segmentRoutes = [
  {
    operationId: 'listSegmentCustomers',
    method: 'GET',
    path: '/segments/{segment}/customers',
    tag: 'Segments',
    summary: 'List the customers who belong to a segment now, newest first',
    description: 'A page may hold fewer than `limit`; only the last has no `cursor`.',
    status: 200,
    problems: ['record-not-found', 'invalid-cursor'],
  },
] as const satisfies readonly Route[];
