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
  {
    operationId: 'drawDefinition',
    method: 'GET',
    path: '/definitions/{process}/diagram.svg',
    tag: 'Definitions',
    summary: 'Draw a process, for people: its states and what leads from one to another',
    status: 200,
    type: 'image/svg+xml',
    problems: ['definition-unknown'],
  },
  {
    operationId: 'writeDiagram',
    method: 'GET',
    path: '/definitions/{process}/diagram.mmd',
    tag: 'Definitions',
    summary: 'Write the same drawing in Mermaid, for pages that draw by themselves',
    status: 200,
    type: 'text/plain',
    problems: ['definition-unknown'],
  },
] as const satisfies readonly Route[];
