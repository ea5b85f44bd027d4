import type { FieldDeclaration } from '../records/fields.ts';
import { fieldKind } from '../records/kinds/field.ts';
import { createKeptWhile, type KeptWhileOptions } from './kept-while.ts';
import type { DeclaredFields } from './ports/declared-fields.ts';
import type { Records } from './ports/records.ts';

/** Declarations among the records. They are kept for a while: only titles and choices of one ever change. */
export function createDeclaredFields(records: Records, options: KeptWhileOptions): DeclaredFields {
  const store = records.of(fieldKind);
  const kept = createKeptWhile<FieldDeclaration>(options);

  async function get(name: string, fresh = false): Promise<FieldDeclaration | undefined> {
    const found = fresh ? undefined : kept.get(name);
    if (found !== undefined) return found;
    const read = (await store.get(name))?.content;
    if (read !== undefined) kept.set(name, read);
    return read;
  }

  return {
    get,
    async among(of, names) {
      const found = await Promise.all(names.map(async (name) => [name, await get(name)] as const));
      const known = found.filter((one): one is [string, FieldDeclaration] => one[1]?.of === of);
      return new Map(known);
    },
  };
}
