/** A kind of job that has the routes of every kind: where, and what its operations are called. */
export interface JobShelf {
  readonly kind: string;
  /** Ends the operations' names: `createBulk`, `listBulks`. */
  readonly one: string;
  readonly many: string;
  readonly path: string;
  readonly tag: string;
  /** As a sentence has it: `an import`, `imports`. */
  readonly a: string;
  readonly several: string;
}

/** Every kind of job. What each takes and answers is in `parts.ts`. */
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
] as const satisfies readonly JobShelf[];
