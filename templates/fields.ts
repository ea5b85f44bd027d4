/**
 * What a field holds: a `date` is a moment, which has a day only in a time zone; a `day` is one of the calendar. Money
 * is a number of minor units, beside its currency.
 */
export type Leaf = 'text' | 'number' | 'boolean' | 'date' | 'day' | 'phone';

/** A value, a list of what its one element is like, or a group by name. */
export type Field = Leaf | readonly [Field] | Fields;

/** What a template may print, as data: `{ customer: { name: 'text' }, lines: [{ article: 'text' }] }`. */
export interface Fields {
  readonly [name: string]: Field;
}

export function isList(field: Field): field is readonly [Field] {
  return Array.isArray(field);
}

export function isGroup(field: Field): field is Fields {
  return typeof field === 'object' && !isList(field);
}

/** Elements of a list that a template sees; the rest is left out. */
const MOST_ELEMENTS = 500;

/**
 * Data with exactly the fields that are declared: what is absent or of another type is null, a list without a value is
 * empty, and what is not declared is left out. So nothing that a checked template asks for is missing.
 */
export function complete(fields: Fields, data: unknown): Readonly<Record<string, unknown>> {
  const given = typeof data === 'object' && data !== null ? data : {};
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const value = Object.hasOwn(given, name) ? given[name as keyof typeof given] : undefined;
      return [name, completeOne(field, value)];
    }),
  );
}

function completeOne(field: Field, value: unknown): unknown {
  if (isList(field)) {
    const elements: readonly unknown[] = Array.isArray(value) ? value.slice(0, MOST_ELEMENTS) : [];
    return elements.map((element) => completeOne(field[0], element));
  }
  return isGroup(field) ? complete(field, value) : LEAVES[field](value);
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : null);

const LEAVES: Readonly<Record<Leaf, (value: unknown) => string | number | boolean | null>> = {
  text: (value) => (typeof value === 'number' ? String(value) : textOf(value)),
  phone: textOf,
  number: (value) => (Number.isFinite(value) ? Number(value) : null),
  boolean: (value) => (typeof value === 'boolean' ? value : null),
  date: (value) => {
    const moment = typeof value === 'string' ? Date.parse(value) : value;
    return typeof moment === 'number' && Math.abs(moment) <= 8.64e15 ? moment : null;
  },
  day: (value) => (/^\d{4}-\d\d-\d\d$/.test(String(value)) ? String(value) : null),
};
