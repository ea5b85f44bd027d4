import type { Route } from '../route.ts';

export const exportRoutes = [
  {
    operationId: 'getExportFile',
    method: 'GET',
    path: '/exports/{export}/file/{part}',
    tag: 'Import and export',
    summary: 'Read a piece of a file that was written',
    description:
      'The pieces from 1 to `parts`, joined, are the file. Cells of a CSV file that a spreadsheet would run begin with an apostrophe, which an import takes off again.',
    status: 200,
    problems: ['record-not-found', 'not-ready'],
  },
  {
    operationId: 'removeExport',
    method: 'DELETE',
    path: '/exports/{export}',
    tag: 'Import and export',
    summary: 'Remove an export',
    description: 'Its file is gone for good. One that is under way is paused or cancelled first.',
    status: 200,
    ifMatch: 'required',
    problems: ['record-not-found', 'job-started'],
  },
] as const satisfies readonly Route[];
