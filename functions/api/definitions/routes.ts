import type { Route } from '../route.ts';

export const definitionRoutes = [
  {
    operationId: 'listDefinitions',
    method: 'GET',
    path: '/definitions',
    tag: 'Definitions',
    summary: 'List the processes',
    status: 200,
    problems: [],
  },
  {
    operationId: 'getDefinition',
    method: 'GET',
    path: '/definitions/{process}',
    tag: 'Definitions',
    summary: 'Read a process: its states and transitions, and the schemas of its input, context and events',
    status: 200,
    problems: ['definition-unknown'],
  },
] as const satisfies readonly Route[];
