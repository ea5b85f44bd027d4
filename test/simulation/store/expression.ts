import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../../adapters/attributes.ts';
import { compare, sortOf } from './attribute-order.ts';

/** One condition on one attribute; a whole expression is a list of them, all of which must hold. */
export interface Term {
  readonly name: string;
  readonly test: 'absent' | 'present' | 'between' | '=' | '<' | '<=' | '>' | '>=';
  /** Names of the values, as in `:v`. */
  readonly values: readonly string[];
}

/** What stands for names and values in an expression. */
export interface Given {
  readonly names: Readonly<Record<string, string>> | undefined;
  readonly values: Readonly<Record<string, AttributeValue>> | undefined;
}

const known = new Map<string, readonly Term[]>();
const TOKEN = /\s*(<=|>=|=|<|>|\(|\)|[#:\w-]+)/y;

/** The terms of an expression such as `a = :a AND b BETWEEN :c AND :d`. Throws where it is any other. */
export function termsOf(expression: string): readonly Term[] {
  const terms = known.get(expression) ?? parse(expression);
  known.set(expression, terms);
  return terms;
}

/** Whether every term holds for an item, or for none. */
export function holds(terms: readonly Term[], item: Item | undefined, given: Given): boolean {
  return terms.every((term) => {
    const attribute = item?.[nameIn(term, given)];
    if (term.test === 'absent') return attribute === undefined;
    if (term.test === 'present' || attribute === undefined) return attribute !== undefined;
    const [first, second] = term.values.map((name) =>
      compare(sortOf(attribute), sortOf(valueIn(name, given))),
    );
    return fits(term.test, first ?? 0, second ?? 0);
  });
}

/** Whether a comparison came out as the test wants: below zero, zero or above it. */
export function fits(test: Term['test'], first: number, second = 0): boolean {
  switch (test) {
    case '=':
      return first === 0;
    case '<':
      return first < 0;
    case '<=':
      return first <= 0;
    case '>':
      return first > 0;
    case '>=':
      return first >= 0;
    case 'between':
      return first >= 0 && second <= 0;
    default:
      throw new TypeError(`The simulated store does not compare by ${test}.`);
  }
}

export function nameIn({ name }: Pick<Term, 'name'>, { names }: Given): string {
  if (!name.startsWith('#')) return name;
  const real = names?.[name];
  if (real === undefined) throw new TypeError(`The expression's name ${name} is not given.`);
  return real;
}

export function valueIn(name: string, { values }: Given): AttributeValue {
  const value = values?.[name];
  if (value === undefined) throw new TypeError(`The expression's value ${name} is not given.`);
  return value;
}

function parse(expression: string): Term[] {
  const words = wordsOf(expression);
  const terms: Term[] = [];
  const take = () => words.shift() ?? '';
  const expect = (word: string) => {
    if (take() !== word) throw unknown(expression);
  };
  let joint: string;
  do {
    const first = take();
    if (first === 'attribute_not_exists' || first === 'attribute_exists') {
      expect('(');
      terms.push({ name: take(), test: first === 'attribute_exists' ? 'present' : 'absent', values: [] });
      expect(')');
    } else {
      const test = take();
      const low = take();
      if (test === 'BETWEEN') {
        expect('AND');
        terms.push({ name: first, test: 'between', values: [low, take()] });
      } else terms.push({ name: first, test: test as Term['test'], values: [low] });
    }
    joint = take();
  } while (joint === 'AND');
  if (joint !== '') throw unknown(expression);
  for (const { name, test, values } of terms) {
    const isTest = ['absent', 'present', 'between', '=', '<', '<=', '>', '>='].includes(test);
    if (!isTest || name === '' || values.some((value) => !value.startsWith(':'))) throw unknown(expression);
  }
  return terms;
}

/** The words of an expression. Throws where something is left over. */
export function wordsOf(expression: string): string[] {
  const words: string[] = [];
  TOKEN.lastIndex = 0;
  const compact = expression.replaceAll(',', ' ').trimEnd();
  while (TOKEN.lastIndex < compact.length) {
    const found = TOKEN.exec(compact);
    if (found === null) throw unknown(expression);
    words.push(found[1] ?? '');
  }
  return words;
}

export function unknown(expression: string): TypeError {
  return new TypeError(`The simulated store does not understand "${expression}".`);
}
