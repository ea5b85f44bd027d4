import { type Customized, type FieldDeclaration, type FieldValue, valueFlaw } from '../../records/fields.ts';
import type { ApiDeps } from './deps.ts';
import { pointer } from './pointer.ts';
import { invalidBody } from './problem.ts';

type Wanted = Readonly<Record<string, string | number | boolean | string[] | null>>;

/**
 * Custom fields after a request: what is absent stays, null takes away. Throws a `Refusal` that names a field which is
 * not declared, or a value that its declaration does not allow.
 */
export async function withFields(
  { declared }: Pick<ApiDeps, 'declared'>,
  of: FieldDeclaration['of'],
  before: Customized,
  wanted: Wanted,
): Promise<Customized> {
  const fields = new Map(Object.entries(before.fields));
  const personal = new Map(Object.entries(before.personalFields ?? {}));
  const searchable = new Set(before.searchable);
  for (const [name, value] of Object.entries(wanted)) {
    const place = pointer(['fields', name]);
    let field = await declared.get(name);
    // A choice may have been added a moment ago.
    if (field !== undefined && value !== null && valueFlaw(field, value) !== undefined) {
      field = await declared.get(name, true);
    }
    if (field?.of !== of) throw invalidBody(place, 'is not a declared field');
    const flaw = value === null ? undefined : valueFlaw(field, value);
    if (flaw !== undefined) throw invalidBody(place, flaw);
    set(field.personal ? personal : fields, name, value);
    if (field.searchable && value !== null) searchable.add(name);
    else searchable.delete(name);
  }
  return {
    fields: Object.fromEntries(fields),
    ...(personal.size > 0 && { personalFields: Object.fromEntries(personal) }),
    ...(searchable.size > 0 && { searchable: [...searchable].sort() }),
  };
}

function set(values: Map<string, FieldValue>, name: string, value: FieldValue | null): void {
  if (value === null) values.delete(name);
  else values.set(name, value);
}
