import { FileFlaw } from './file-flaw.ts';
import { listCell } from './list-cell.ts';
import { MOST, type Row, type RowProblem, type Sheet } from './rows.ts';
import {
  type Line,
  type Property,
  partsOf,
  propertyIn,
  splitRaw,
  unescaped,
  unfolded,
} from './vcard-lines.ts';

/** What is read of a vCard, as columns of a table. */
export const VCARD_COLUMNS = [
  ...(['UID', 'FN', 'N family', 'N given', 'EMAIL', 'TEL'] as const),
  ...(['ADR street', 'ADR city', 'ADR region', 'ADR code', 'ADR country'] as const),
  ...(['ORG', 'TITLE', 'LANG', 'TZ', 'CATEGORIES'] as const),
] as const;

type Column = (typeof VCARD_COLUMNS)[number];

/** Properties of one card beyond these are not looked at. */
const MOST_PROPERTIES = 1000;

/**
 * vCards of the versions 3.0 and 4.0 as a table: a card is a row. Of several mails, numbers or addresses the preferred one
 * is taken, else the first; faxes are left out. Throws `FileFlaw`, also while rows are read.
 */
export async function readVcards(text: AsyncIterable<string>): Promise<Sheet> {
  return { columns: VCARD_COLUMNS, rows: rowsOf(unfolded(text)) };
}

async function* rowsOf(lines: AsyncIterable<Line>): AsyncGenerator<Row> {
  let row = 0;
  let card: { readonly properties: Property[]; readonly begun: number; odd: boolean } | undefined;
  for await (const { text, number } of lines) {
    if (text.trim() === '') continue;
    const property = propertyIn(text);
    if (card === undefined) {
      if (!isMark(property, 'BEGIN')) throw new FileFlaw('not-vcard', number);
      card = { properties: [], begun: number, odd: false };
    } else if (isMark(property, 'END')) {
      row += 1;
      if (row > MOST.rows) throw new FileFlaw('too-many-rows', number);
      yield toRow(row, card.properties, card.odd);
      card = undefined;
    } else if (isMark(property, 'BEGIN')) {
      throw new FileFlaw('card-open', card.begun);
    } else if (property === undefined) {
      card.odd = true;
    } else if (card.properties.length < MOST_PROPERTIES) {
      card.properties.push(property);
    }
  }
  if (card !== undefined) throw new FileFlaw('card-open', card.begun);
  if (row === 0) throw new FileFlaw('empty');
}

function isMark(property: Property | undefined, name: 'BEGIN' | 'END'): boolean {
  return property?.name === name && property.value.trim().toUpperCase() === 'VCARD';
}

function toRow(row: number, properties: readonly Property[], odd: boolean): Row {
  const fault = (column: Column | null, code: RowProblem['code'], message: string): Row => ({
    ...{ row, cells: [], problem: { column, code, message } },
  });
  if (odd) return fault(null, 'not-readable', 'has a line that is no property');
  const version = properties.find(({ name }) => name === 'VERSION')?.value.trim();
  if (version !== '3.0' && version !== '4.0') {
    return fault(null, 'not-readable', 'is a vCard of another version than 3.0 and 4.0');
  }
  const cells = new Map<Column, string>();
  for (const [name, read] of Object.entries(READERS)) {
    const property = preferred(properties, name);
    if (property === undefined) continue;
    const column = VCARD_COLUMNS.find((one) => one.startsWith(name)) ?? null;
    const encoding = property.parameters.get('ENCODING')?.[0];
    if (encoding !== undefined && encoding !== '8bit') {
      return fault(column, 'not-readable', 'is encoded in a way that is not read here');
    }
    if (property.value.length > MOST.cell) {
      return fault(column, 'too-long', `must not have more than ${MOST.cell} characters`);
    }
    for (const [one, text] of Object.entries(read(property.value))) cells.set(one as Column, text);
  }
  return { row, cells: VCARD_COLUMNS.map((column) => cells.get(column) ?? '') };
}

/** What 3.0 writes for a time zone: hours from UTC, which name none. */
const OFFSET = /^(Z|[+-]\d{2}:?(\d{2})?)$/i;

type Cells = { readonly [C in Column]?: string };

/** How each property becomes cells. */
const READERS: Readonly<Record<string, (value: string) => Cells>> = {
  UID: (value) => ({ UID: unescaped(value) }),
  FN: (value) => ({ FN: unescaped(value) }),
  N(value) {
    const [family = '', given = ''] = splitRaw(value, ';').map((part) => partsOf(part, ',').join(' '));
    return { 'N family': family, 'N given': given };
  },
  EMAIL: (value) => ({ EMAIL: unescaped(value).replace(/^mailto:/i, '') }),
  TEL: (value) => ({ TEL: unescaped(value).replace(/^tel:/i, '') }),
  ADR(value) {
    const parts = splitRaw(value, ';').map((part) => partsOf(part, ','));
    const [box = [], extended = [], street = [], ...rest] = parts;
    const [city = '', region = '', code = '', country = ''] = rest.map((part) => part.join(' '));
    const lines = [...street, ...extended, ...box].map((line) => line.trim()).filter((line) => line !== '');
    return {
      ...{ 'ADR street': lines.join('\n'), 'ADR city': city, 'ADR region': region },
      ...{ 'ADR code': code, 'ADR country': country },
    };
  },
  ORG: (value) => ({ ORG: partsOf(value, ';')[0] ?? '' }),
  TITLE: (value) => ({ TITLE: unescaped(value) }),
  LANG: (value) => ({ LANG: unescaped(value) }),
  TZ: (value) => ({ TZ: OFFSET.test(value.trim()) ? '' : unescaped(value) }),
  CATEGORIES: (value) => ({
    CATEGORIES: listCell([...new Set(partsOf(value, ',').map((one) => one.trim()))].filter(Boolean)),
  }),
};

function preferred(properties: readonly Property[], name: string): Property | undefined {
  const all = properties.filter(
    (one) => one.name === name && one.value.trim() !== '' && !one.parameters.get('TYPE')?.includes('fax'),
  );
  // A sort keeps the order of equals.
  return [...all].sort((a, b) => rank(a) - rank(b))[0];
}

/** 1 to 100 as `PREF` says; a `TYPE` of 3.0 that says so comes first. */
function rank({ parameters }: Property): number {
  if (parameters.get('TYPE')?.includes('pref')) return 0;
  const said = Number(parameters.get('PREF')?.[0]);
  return Number.isInteger(said) && said > 0 ? said : 101;
}
