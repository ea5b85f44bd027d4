import type { Route } from '../route.ts';

export const serviceRoutes = [
  {
    operationId: 'getHealth',
    method: 'GET',
    path: '/health',
    tag: 'Service',
    summary: 'Say that the service runs',
    status: 200,
    problems: [],
  },
  {
    operationId: 'getOpenApi',
    method: 'GET',
    path: '/openapi.json',
    tag: 'Service',
    summary: 'Read this description (OpenAPI 3.1)',
    status: 200,
    problems: [],
  },
] as const satisfies readonly Route[];
