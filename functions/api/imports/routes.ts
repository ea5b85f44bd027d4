import type { Route } from '../route.ts';

export const importRoutes = [
  {
    operationId: 'putImportPart',
    method: 'PUT',
    path: '/imports/{import}/file/{part}',
    tag: 'Import and export',
    summary: 'Bring a part of the file',
    description:
      'Parts are numbered from 1 and come in any order; one that is brought again takes the place of the first. At most 3.5 MB each. Encrypted before they leave the process.',
    status: 200,
    mostBytes: 5 * 1024 * 1024,
    problems: ['record-not-found', 'job-started', 'job-ended', 'record-too-large'],
  },
  {
    operationId: 'readImportReport',
    method: 'GET',
    path: '/imports/{import}/report',
    tag: 'Import and export',
    summary: 'Read what became of each row, or would become of it',
    description:
      'Of the last start; rows that are not through yet are missing. It never repeats what a row says. A page may hold fewer rows than wanted.',
    status: 200,
    problems: ['record-not-found', 'invalid-cursor'],
  },
  {
    operationId: 'getImportReportFile',
    method: 'GET',
    path: '/imports/{import}/report/file/{part}',
    tag: 'Import and export',
    summary: 'Read a piece of the report as a CSV file',
    description: 'The pieces from 1 to `parts`, joined, are the file.',
    status: 200,
    problems: ['record-not-found', 'not-ready'],
  },
  {
    operationId: 'removeImport',
    method: 'DELETE',
    path: '/imports/{import}',
    tag: 'Import and export',
    summary: 'Remove an import',
    description:
      'Its file and its report are gone for good; customers that it made stay. One that is under way is paused or cancelled first.',
    status: 200,
    ifMatch: 'required',
    problems: ['record-not-found', 'job-started'],
  },
] as const satisfies readonly Route[];
