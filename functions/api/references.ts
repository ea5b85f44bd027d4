import { accountKind } from '../../records/kinds/account.ts';
import { personKind } from '../../records/kinds/person.ts';
import { teamKind } from '../../records/kinds/team.ts';
import type { RecordKind } from '../../records/record-kind.ts';
import type { ApiDeps } from './deps.ts';
import { invalidBody } from './problem.ts';

const KINDS = { owner: personKind, team: teamKind, account: accountKind } as const;

/** Throws a `Refusal` where an owner, a team or an account names nobody. */
export async function checkReferences(
  { records }: Pick<ApiDeps, 'records'>,
  references: { readonly [K in keyof typeof KINDS]?: string | null | undefined },
): Promise<void> {
  for (const [name, kind] of Object.entries(KINDS)) {
    const id = references[name as keyof typeof KINDS];
    if (id === undefined || id === null) continue;
    const found = await records.of(kind as RecordKind).get(id);
    if (found === undefined) throw invalidBody(`/${name}`, 'names nothing here');
  }
}
