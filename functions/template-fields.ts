import type { DeclaredFields } from '../adapters/ports/declared-fields.ts';
import { type FieldDeclaration, valueIn, valueTitle } from '../records/fields.ts';
import type { Customer } from '../records/kinds/customer.ts';
import type { Fields, Leaf } from '../templates/fields.ts';
import type { Language } from '../templates/filters.ts';
import type { Template } from '../templates/template.ts';

/** Custom fields of customers, by name. */
export type Declared = ReadonlyMap<string, FieldDeclaration>;

const customerFields: Fields = {
  ...{ name: 'text', email: 'text', phone: 'phone', language: 'text', position: 'text' },
  address: { lines: ['text'], postalCode: 'text', city: 'text', region: 'text', country: 'text' },
  tags: ['text'],
};

/** What custom fields are to a template: choices are their titles in the reader's language. */
const LEAVES: Readonly<Record<FieldDeclaration['type'], Leaf>> = {
  ...{ text: 'text', choice: 'text', choices: 'text' },
  ...{ number: 'number', boolean: 'boolean', date: 'day' },
};

/** The fields that a template may print: those of a customer, custom ones included, and those of what it is about. */
export function fieldsOf(about: Fields | undefined, declared: Declared): Fields {
  const custom = [...declared].map(([name, { type }]): [string, Leaf] => [name, LEAVES[type]]);
  const customer: Fields = { ...customerFields, fields: Object.fromEntries(custom) };
  return { ...about, customer };
}

/** The custom fields that texts name, as far as there are such. */
export function declaredIn(
  languages: Template['languages'],
  declared: Pick<DeclaredFields, 'among'>,
): Promise<Declared> {
  const texts = Object.values(languages).flatMap((language) => Object.values(language));
  const found = texts.flatMap((text) => [...text.matchAll(/fields["'\]\s.[]+([a-z][A-Za-z0-9]{0,39})/g)]);
  return declared.among('customer', [...new Set(found.map(([, name = '']) => name))]);
}

/** A customer as `fieldsOf` says. */
export function customerData(customer: Customer, declared: Declared, language: Language): object {
  const custom = [...declared].map(([name, declaration]): [string, unknown] => {
    const value = valueIn(customer.fields, name) ?? valueIn(customer.personalFields, name);
    const named = declaration.type === 'choice' || declaration.type === 'choices';
    return [name, named && value !== undefined ? valueTitle(declaration, value, language) : value];
  });
  return { ...customer, fields: Object.fromEntries(custom) };
}
