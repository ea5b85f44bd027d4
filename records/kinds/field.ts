import type { FieldDeclaration } from '../fields.ts';
import { plainKind, type RecordKind } from '../record-kind.ts';

/** Declarations of custom fields; a field's name is its id. */
export const fieldKind: RecordKind<FieldDeclaration> = {
  ...plainKind<FieldDeclaration>('field'),
  places: ({ of }) => ({ parent: `kind/${of}` }),
};
