import type { TableNames } from '../../adapters/tables.ts';

export const names: TableNames = { journal: 'journal', projection: 'projection', customers: 'customers' };
