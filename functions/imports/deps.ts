import type { Version } from '../../adapters/ports/records.ts';
import type { FieldDeclaration } from '../../records/fields.ts';
import { fieldKind } from '../../records/kinds/field.ts';
import type { ApiDeps } from '../api/deps.ts';
import type { SealedFiles } from '../sealed-files.ts';

/** What importing needs. */
export interface ImportDeps extends Pick<ApiDeps, 'records' | 'customers' | 'declared' | 'now'> {
  readonly files: SealedFiles;
}

const PAGE = 100;

/** Every custom field of customers, by its name; the first one declared first. */
export async function customerFields({
  records,
}: Pick<ApiDeps, 'records'>): Promise<ReadonlyMap<string, FieldDeclaration>> {
  const store = records.of(fieldKind);
  const all: Version<FieldDeclaration>[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.page({
      ...{ name: 'columns', within: [[{ parent: 'kind/customer' }]], limit: PAGE, order: 'oldest', cursor },
    });
    all.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return new Map(all.map(({ id, content }) => [id, content]));
}
