import { ownNames } from '../../adapters/tables.ts';

export const names = ownNames;
