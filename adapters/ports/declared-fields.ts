import type { FieldDeclaration } from '../../records/fields.ts';

/** The custom fields that people declared. */
export interface DeclaredFields {
  /** `fresh`: as it is this moment, not as it was some minutes ago. */
  get(name: string, fresh?: boolean): Promise<FieldDeclaration | undefined>;
  /** Those of these names that are fields of this kind of record. */
  among(of: FieldDeclaration['of'], names: readonly string[]): Promise<ReadonlyMap<string, FieldDeclaration>>;
}
