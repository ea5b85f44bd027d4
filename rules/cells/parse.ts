import type { TypeName } from '../model.ts';
import type { Cell, Constant, Test } from './cell.ts';
import { plainTemporal } from './temporal.ts';

const SPACE = /[ \t\r\n]*/y;
const NUMBER = /-?(?:\d{1,15}(?:\.\d{1,15})?|\.\d{1,15})/y;
const STRING = /"(?:[^"\\\r\n]|\\["\\nrt]|\\u[0-9a-fA-F]{4}(?![0-9a-fA-F]))*"/y;
const WORD = /(?:null|true|false)(?![\w.(])/y;
const AT = /@(?=")/y;
const CONSTRUCTOR = /(date and time|date|time|duration)[ \t]*\([ \t\r\n]*(?=")/y;
const COMPARE = /[<>]=?/y;
const EQUAL = /=/y;
const COMPARISONS = ['<', '<=', '>', '>='] as const;
const OPENING = /[[(\]]/y;
const CLOSING = /[\])[]/y;
const NOT = /not[ \t]*\(/y;

/** More digits than a double tells apart: two texts could mean one number. */
const MOST_DIGITS = 15;

const LONE_TYPES = new Set(['context', 'list', 'function', 'range']);

/**
 * What a cell says, of an input of this type. What is not surely an ordinary cell is `beyond`, with the text as it
 * stands, also where it is no FEEL at all: nothing is guessed, and nothing is thrown.
 *
 * @example parseCell('[18..65), > 99') // two tests, one of which has to pass
 */
export function parseCell(text: string, type?: TypeName): Cell {
  const beyond: Cell = { kind: 'beyond', text };
  if (text.trim() === '-' || text.trim() === '') return { kind: 'any' };
  if (type !== undefined && LONE_TYPES.has(type)) return beyond;
  const reader = new Reader(text);
  const negated = reader.take(NOT) !== undefined;
  const tests = readTests(reader, type === 'string' || type === 'number');
  if (tests === undefined) return beyond;
  if (negated && reader.take(/\)/y) === undefined) return beyond;
  if (!reader.atEnd()) return beyond;
  return { kind: negated ? 'not' : 'tests', tests };
}

/** The one constant that a text is, such as `"gold"`, `-3.5` or `date("2026-01-01")`; undefined where it is more. */
export function parseConstant(text: string): Constant | undefined {
  const reader = new Reader(text);
  const constant = readConstant(reader);
  return reader.atEnd() ? constant : undefined;
}

/** The constants that a text lists, as allowed values do; undefined where it says anything else. */
export function parseConstants(text: string): readonly Constant[] | undefined {
  const reader = new Reader(text);
  const constants: Constant[] = [];
  do {
    const constant = readConstant(reader);
    if (constant === undefined) return undefined;
    constants.push(constant);
  } while (reader.take(/,/y) !== undefined);
  return reader.atEnd() ? constants : undefined;
}

/** Takes a text from its beginning, piece by piece, spaces before each piece aside. */
class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  take(pattern: RegExp): RegExpExecArray | undefined {
    this.#skip(SPACE);
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found === null) return undefined;
    this.#at = pattern.lastIndex;
    return found;
  }

  /** Goes back to where it stood if nothing comes of what `read` does. */
  attempt<T>(read: () => T | undefined): T | undefined {
    const at = this.#at;
    const found = read();
    if (found === undefined) this.#at = at;
    return found;
  }

  atEnd(): boolean {
    this.#skip(SPACE);
    return this.#at === this.#text.length;
  }

  #skip(pattern: RegExp): void {
    pattern.lastIndex = this.#at;
    pattern.exec(this.#text);
    this.#at = pattern.lastIndex;
  }
}

function readTests(reader: Reader, lone: boolean): Test[] | undefined {
  const tests: Test[] = [];
  do {
    const read = readTest(reader, lone);
    if (read === undefined) return undefined;
    tests.push(...read);
  } while (reader.take(/,/y) !== undefined);
  return tests;
}

function readTest(reader: Reader, lone: boolean): Test[] | undefined {
  const sign = reader.take(COMPARE)?.[0];
  const by = COMPARISONS.find((comparison) => comparison === sign);
  const equal = by === undefined && reader.take(EQUAL) !== undefined;
  const to = readConstant(reader);
  if (by !== undefined) return to !== undefined && isOrdered(to) ? [{ kind: 'compare', by, to }] : undefined;
  if (to !== undefined) return [{ kind: 'equal', to }];
  if (equal) return undefined;
  return reader.attempt(() => readRange(reader)) ?? (lone ? readList(reader) : undefined);
}

/** Both ends are of one type and in order: what a range the other way round means is not for us to say. */
function readRange(reader: Reader): Test[] | undefined {
  const opening = reader.take(OPENING)?.[0];
  const from = opening === undefined ? undefined : readConstant(reader);
  if (from === undefined || reader.take(/\.\./y) === undefined) return undefined;
  const to = readConstant(reader);
  const closing = to === undefined ? undefined : reader.take(CLOSING)?.[0];
  if (to === undefined || closing === undefined) return undefined;
  if (!isOrdered(from) || from.type !== to.type || isBefore(to, from)) return undefined;
  const range: Test = {
    kind: 'range',
    from,
    to,
    includesFrom: opening === '[',
    includesTo: closing === ']',
  };
  return [range];
}

/** Of a text or a number, `["a", "b"]` says the same as `"a", "b"`; of anything, a list could be the value itself. */
function readList(reader: Reader): Test[] | undefined {
  if (reader.take(/\[/y) === undefined) return undefined;
  const tests: Test[] = [];
  do {
    const to = readConstant(reader);
    if (to === undefined || !(to.type === 'string' || to.type === 'number')) return undefined;
    tests.push({ kind: 'equal', to });
  } while (reader.take(/,/y) !== undefined);
  return reader.take(/\]/y) === undefined ? undefined : tests;
}

function readConstant(reader: Reader): Constant | undefined {
  const number = reader.attempt(() => readNumber(reader));
  if (number !== undefined) return number;
  const string = reader.take(STRING);
  if (string !== undefined) return { type: 'string', value: unescaped(string[0]) };
  const word = reader.take(WORD)?.[0];
  if (word === 'null') return { type: 'null' };
  if (word !== undefined) return { type: 'boolean', value: word === 'true' };
  if (reader.take(AT) !== undefined) return plainTemporal(reader.take(STRING)?.[0].slice(1, -1) ?? '');
  return readConstructed(reader);
}

function readNumber(reader: Reader): Constant | undefined {
  const text = reader.take(NUMBER)?.[0];
  if (text === undefined || text.replace(/[-.]/g, '').length > MOST_DIGITS) return undefined;
  const value = Number(text);
  return { type: 'number', value: value === 0 ? 0 : value };
}

/** The word and the value agree: `date("2026-01-01T08:00:00")` is a conversion, and FEEL's to do. */
function readConstructed(reader: Reader): Constant | undefined {
  const word = reader.take(CONSTRUCTOR)?.[1];
  if (word === undefined) return undefined;
  const constant = plainTemporal(reader.take(STRING)?.[0].slice(1, -1) ?? '');
  if (constant === undefined || reader.take(/\)/y) === undefined) return undefined;
  const agrees = word === 'duration' ? constant.type.endsWith('duration') : constant.type === word;
  return agrees ? constant : undefined;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

function unescaped(literal: string): string {
  return literal
    .slice(1, -1)
    .replace(/\\(?:u(....)|(.))/g, (_, code: string | undefined, letter: string) =>
      code === undefined ? (ESCAPES[letter] ?? '') : String.fromCharCode(Number.parseInt(code, 16)),
    );
}

function isOrdered(constant: Constant): boolean {
  return constant.type !== 'null' && constant.type !== 'boolean';
}

function isBefore(one: Constant, other: Constant): boolean {
  if ('order' in one && 'order' in other) return one.order < other.order;
  return 'value' in one && 'value' in other && one.value < other.value;
}
