import type { Lookup } from './record-kind.ts';
import type { Titles } from './titles.ts';

export type FieldType = 'text' | 'number' | 'boolean' | 'date' | 'choice' | 'choices';

/** A value of a custom field, as JSON: a date is `2026-01-31`, several choices are a list. */
export type FieldValue = string | number | boolean | readonly string[];

/** Values of custom fields by the field's name. */
export type FieldValues = Readonly<Record<string, FieldValue>>;

/** What has custom fields: values that are personal apart from those that are not. */
export interface Customized {
  readonly fields: FieldValues;
  readonly personalFields?: FieldValues;
  /** Names of those that it is found by. */
  readonly searchable?: readonly string[];
}

/** A custom field as people declare it. Everything but its titles and its choices stays as it was declared. */
export interface FieldDeclaration {
  /** Whose field it is. */
  readonly of: 'customer' | 'account';
  readonly type: FieldType;
  readonly title: Titles;
  /** True where its values are sealed. */
  readonly personal: boolean;
  /** True where records are found by its value. */
  readonly searchable: boolean;
  /** What can be chosen; empty for other types. */
  readonly choices: readonly Choice[];
}

export interface Choice {
  readonly value: string;
  readonly title: Titles;
}

/** The value under a name; undefined where there is none. */
export function valueIn(values: FieldValues | undefined, name: string): FieldValue | undefined {
  return values !== undefined && Object.hasOwn(values, name) ? values[name] : undefined;
}

/** Characters of a text, and of everything that a person types into a custom field. */
const LONGEST = 2000;

/**
 * Says what is wrong with a value of a custom field; undefined where nothing is. Never repeats the value.
 *
 * @example valueFlaw({ type: 'number', … }, 'many') // 'must be a number'
 */
export function valueFlaw({ type, choices }: FieldDeclaration, value: unknown): string | undefined {
  switch (type) {
    case 'text':
      if (typeof value !== 'string' || value === '') return 'must be a text';
      return value.length > LONGEST ? `must not have more than ${LONGEST} characters` : undefined;
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? undefined : 'must be a number';
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'must be true or false';
    case 'date':
      return isDay(value) ? undefined : 'must be a day, such as 2026-01-31';
    case 'choice':
      return choices.some((choice) => choice.value === value) ? undefined : 'must be one of its choices';
    case 'choices':
      return areChoices(choices, value) ? undefined : 'must be a list of its choices, none twice';
  }
}

/** The value as it is compared in a search; a list stands for each of its choices. */
export function searchedValues(value: FieldValue): readonly string[] {
  if (typeof value === 'object') return value;
  return [typeof value === 'string' ? value.trim().toLowerCase() : String(value)];
}

/** What a record is found by among its custom fields. */
export function searchedLookups({ fields, personalFields, searchable = [] }: Customized): readonly Lookup[] {
  return searchable.flatMap((name) => {
    const value = valueIn(fields, name) ?? valueIn(personalFields, name);
    return value === undefined ? [] : searchedValues(value).map((one): Lookup => [`field.${name}`, one]);
  });
}

/**
 * A value from a text, as a CSV file or a URL has it (choices parted by `;`); undefined where the text is none of this
 * field's values.
 */
export function valueFromText(field: FieldDeclaration, text: string): FieldValue | undefined {
  const value = read(field.type, text);
  return value === undefined || valueFlaw(field, value) !== undefined ? undefined : value;
}

/** The value as a text that `valueFromText` reads. */
export function valueToText(value: FieldValue): string {
  return typeof value === 'object' ? value.join(';') : String(value);
}

/** The value as people read it in one of the languages: choices by their titles. */
export function valueTitle(field: FieldDeclaration, value: FieldValue, language: keyof Titles): string {
  const titleOf = (one: string) =>
    field.choices.find((choice) => choice.value === one)?.title[language] ?? one;
  if (typeof value === 'object') return value.map(titleOf).join(language === 'zh' ? '、' : ', ');
  if (typeof value === 'boolean') return YES_NO[language][value ? 0 : 1];
  return field.type === 'choice' ? titleOf(String(value)) : String(value);
}

const YES_NO = { en: ['yes', 'no'], zh: ['是', '否'] } as const;

function read(type: FieldType, text: string): FieldValue | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  if (type === 'number') return Number(trimmed);
  if (type === 'boolean') return trimmed === 'true' ? true : trimmed === 'false' ? false : undefined;
  if (type === 'choices') return trimmed.split(';').map((one) => one.trim());
  return trimmed;
}

function isDay(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const at = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(value);
}

function areChoices(choices: readonly Choice[], value: unknown): boolean {
  if (!Array.isArray(value) || value.length === 0) return false;
  return (
    new Set(value).size === value.length &&
    value.every((one) => choices.some((choice) => choice.value === one))
  );
}
