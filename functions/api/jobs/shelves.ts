import type { Shelf } from '../records/shelves.ts';

/** Every kind of job, each with the routes of every kind. What each takes and answers is in `parts.ts`. */
export const jobShelves = [
  {
    ...({ kind: 'bulk', one: 'Bulk', many: 'Bulks', path: '/bulk' } as const),
    ...{ tag: 'Bulk', a: 'a bulk action', several: 'bulk actions' },
  },
  {
    ...({ kind: 'import', one: 'Import', many: 'Imports', path: '/imports' } as const),
    ...{ tag: 'Import and export', a: 'an import', several: 'imports' },
  },
  {
    ...({ kind: 'export', one: 'Export', many: 'Exports', path: '/exports' } as const),
    ...{ tag: 'Import and export', a: 'an export', several: 'exports' },
  },
  {
    ...({ kind: 'whatIf', one: 'WhatIf', many: 'WhatIfs', path: '/what-if' } as const),
    ...{ tag: 'Decisions', a: 'a question of what would have been decided', several: 'such questions' },
  },
] as const satisfies readonly Shelf[];
