import { type FieldDeclaration, valueFlaw, valueFromText } from '../records/fields.ts';
import type { Mapped } from './columns.ts';
import { LINES } from './columns.ts';
import { countryCode } from './countries.ts';
import { wordsIn } from './list-cell.ts';
import type { RowProblem } from './rows.ts';

/** What is wrong with a request that a row became, as the API tells it: a JSON Pointer and a sentence. */
export interface RequestFlaw {
  readonly path: string;
  readonly message: string;
}

/** How rows become requests for customers. */
export interface RowReader {
  /** The request that a row stands for, of what the row says alone; or what is wrong with it. */
  read(cells: readonly string[]): { readonly request: object } | { readonly problems: readonly RowProblem[] };
  /** What a flaw of the request means for the row. */
  toProblem(flaw: RequestFlaw): RowProblem;
}

export interface RowOptions {
  readonly columns: readonly string[];
  readonly mapping: readonly Mapped[];
  readonly declared: ReadonlyMap<string, FieldDeclaration>;
  /** Of addresses that name none, ISO 3166. */
  readonly country?: string | undefined;
}

interface Filled extends Mapped {
  readonly place: number;
}

const YES = new Set(['yes', 'y', 'true', '1', '是', '同意', '✓']);
const NO = new Set(['no', 'n', 'false', '0', '否', '不同意']);

/** Reads rows of a file whose mapping has no flaw. An empty cell says nothing. */
export function createRowReader({ columns, mapping, declared, country }: RowOptions): RowReader {
  const filled: readonly Filled[] = mapping
    .map((one) => ({ ...one, place: columns.indexOf(one.column) }))
    .sort((a, b) => a.place - b.place);

  return {
    read(cells) {
      const problems: RowProblem[] = [];
      const simple: Record<string, unknown> = {};
      const [address, consent, fields]: Record<string, unknown>[] = [{}, {}, {}];
      const lines: string[] = [];
      for (const { column, field, place } of filled) {
        const cell = cells[place] ?? '';
        const text = cell.trim();
        if (text === '') continue;
        const [group = '', name = ''] = field.split('.');
        const refuse = (message: string) => problems.push({ column, code: 'not-valid', message });
        if (field === LINES) lines.push(...linesIn(text));
        else if (group === 'address') set(address, name, name === 'country' ? countryCode(text) : text);
        else if (group === 'consent') {
          const given = yesOrNo(text);
          if (given === undefined) refuse('must be yes or no');
          else set(consent, name, given);
        } else if (group === 'fields') {
          const value = customValue(declared.get(name), cell);
          if (value.flaw !== undefined) refuse(value.flaw);
          else set(fields, name, value.value);
        } else if (field === 'tags') simple.tags = wordsIn(cell);
        else simple[field] = field === 'language' ? languageOf(text) : text;
      }
      if (lines.length > 0) set(address, 'lines', lines);
      if (problems.length > 0) return { problems };
      const { 'name.given': given, 'name.family': family, ...rest } = simple;
      const name = rest.name ?? wholeName(given as string | undefined, family as string | undefined);
      return {
        request: {
          ...rest,
          ...(name !== undefined && { name }),
          ...(Object.keys(address ?? {}).length > 0 && {
            address: { ...(country !== undefined && { country }), ...address },
          }),
          ...(Object.keys(consent ?? {}).length > 0 && { consent }),
          ...(Object.keys(fields ?? {}).length > 0 && { fields }),
        },
      };
    },

    toProblem({ path, message }) {
      const [first = '', second = ''] = path.split('/').slice(1);
      const dotted = second === '' ? first : `${first}.${second}`;
      const found =
        filled.find(({ field }) => field === dotted) ??
        filled.find(({ field }) => field === first || field.startsWith(`${first}.`));
      const missing = found === undefined || /received undefined/.test(message);
      if (missing) return { column: null, code: 'missing', message: `${dotted} is missing` };
      return { column: found.column, code: 'not-valid', message };
    },
  };
}

/** Names of fields are the file's own words: none of them may reach a prototype. */
function set(into: Record<string, unknown> | undefined, name: string, value: unknown): void {
  if (into !== undefined) Object.defineProperty(into, name, { value, enumerable: true, configurable: true });
}

function linesIn(text: string): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  return lines.filter((line) => line !== '');
}

function yesOrNo(text: string): boolean | undefined {
  const word = text.toLowerCase();
  if (YES.has(word)) return true;
  return NO.has(word) ? false : undefined;
}

/** `zh-CN`, `Chinese` and `中文` are one; what is neither language stays as it is. */
function languageOf(text: string): string {
  const word = text.toLowerCase();
  if (/^(en([-_].*)?|english|英文|英语)$/.test(word)) return 'en';
  return /^(zh([-_].*)?|chinese|mandarin|中文|汉语|普通话|简体中文)$/.test(word) ? 'zh' : text;
}

/** As people write one: the family's name first where it is Chinese. */
function wholeName(given: string | undefined, family: string | undefined): string | undefined {
  if (given === undefined || family === undefined) return given ?? family;
  return /\p{Script=Han}/u.test(family) ? family + given : `${given} ${family}`;
}

function customValue(
  field: FieldDeclaration | undefined,
  cell: string,
): { readonly value?: unknown; readonly flaw?: string } {
  if (field === undefined) return { flaw: 'is not a declared field' };
  if (field.type === 'text') return { value: cell, ...flawOf(field, cell) };
  const text = cell.trim();
  if (field.type === 'boolean') {
    const value = yesOrNo(text);
    return value === undefined ? { flaw: 'must be true or false' } : { value };
  }
  // Spreadsheets write days as `2026/1/31`.
  const day = field.type === 'date' ? text.replace(/^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$/, toDay) : text;
  const value = valueFromText(field, day);
  return value === undefined ? { flaw: valueFlaw(field, undefined) ?? 'is not valid' } : { value };
}

function flawOf(field: FieldDeclaration, value: string): { readonly flaw?: string } {
  const flaw = valueFlaw(field, value);
  return flaw === undefined ? {} : { flaw };
}

function toDay(_: string, year: string, month: string, day: string): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
