import { MOST } from './rows.ts';

/** One property of a vCard: `item1.TEL;TYPE=cell:+49…`. Names are in upper case. */
export interface Property {
  readonly name: string;
  /** In lower case, by the parameter's name: `{ TYPE: ['cell', 'pref'] }`. */
  readonly parameters: ReadonlyMap<string, readonly string[]>;
  /** Still escaped. */
  readonly value: string;
}

/** A line of text, unfolded: lines that go on in the next, which begins with a blank, are one. */
export interface Line {
  readonly text: string;
  /** Where it begins; the first line of the file is 1. */
  readonly number: number;
}

/** A photo may take megabytes, folded or not: of a line that comes in several pieces this much is kept. */
const KEPT = MOST.cell + 1000;

/** The lines of a text, unfolded, as RFC 6350 folds them; without the end of a line that is too long to be kept. */
export async function* unfolded(pieces: AsyncIterable<string>): AsyncGenerator<Line, void> {
  let open: { text: string; readonly number: number } | undefined;
  let number = 0;
  for await (const line of linesOf(pieces)) {
    number += 1;
    if (open !== undefined && /^[ \t]/.test(line)) {
      if (open.text.length < KEPT) open.text += line.slice(1);
      continue;
    }
    if (open !== undefined) yield open;
    open = { text: line, number };
  }
  if (open !== undefined) yield open;
}

async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string, void> {
  let rest = '';
  for await (const piece of pieces) {
    const lines = (rest + piece).split(/\r?\n/);
    rest = lines.pop() ?? '';
    if (rest.length > KEPT) rest = rest.slice(0, KEPT);
    yield* lines;
  }
  if (rest !== '') yield rest;
}

const NAMED = /^(?:[\w-]+\.)?([\w-]+)((?:;(?:[^":;]|"[^"]*")*)*):(.*)$/s;
const PARAMETER = /;((?:[^";]|"[^"]*")*)/g;

/** The property that a line holds; undefined where it holds none. */
export function propertyIn(line: string): Property | undefined {
  const [, name, parameters = '', value = ''] = NAMED.exec(line) ?? [];
  if (name === undefined) return undefined;
  const all = new Map<string, readonly string[]>();
  for (const [, parameter = ''] of parameters.matchAll(PARAMETER)) {
    const equals = parameter.indexOf('=');
    // vCard 2.1 wrote types without saying so, and 3.0 still comes with them.
    const key = equals < 0 ? 'TYPE' : parameter.slice(0, equals).toUpperCase();
    const values = parameter
      .slice(equals + 1)
      .replaceAll('"', '')
      .toLowerCase()
      .split(',');
    all.set(key, [...(all.get(key) ?? []), ...values]);
  }
  return { name: name.toUpperCase(), parameters: all, value };
}

/** Parts of a value between separators that are not escaped, each unescaped. */
export function partsOf(value: string, separator: ';' | ','): readonly string[] {
  return splitRaw(value, separator).map(unescaped);
}

/** Parts of a value between separators that are not escaped, as they are written. */
export function splitRaw(value: string, separator: ';' | ','): readonly string[] {
  const parts = [''];
  for (const [piece] of value.matchAll(/\\.|[^\\]|\\$/gs)) {
    if (piece === separator) parts.push('');
    else parts[parts.length - 1] += piece;
  }
  return parts;
}

/** A value as people read it. */
export function unescaped(value: string): string {
  return value.replaceAll(/\\(.)/gs, (_, one: string) => (one === 'n' || one === 'N' ? '\n' : one));
}
