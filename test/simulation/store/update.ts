import type { Item } from '../../../adapters/attributes.ts';
import { type Given, nameIn, unknown, valueIn, wordsOf } from './expression.ts';

const VERBS: readonly (string | undefined)[] = ['SET', 'REMOVE', 'ADD'];

/** The item after an update such as `SET a = :a, b = c REMOVE d` or `ADD a :texts`, `ADD a :number`. */
export function updated(item: Item, expression: string, given: Given): Item {
  const words = wordsOf(expression);
  const next: Record<string, Item[string]> = { ...item };
  let verb: string | undefined;
  while (words.length > 0) {
    if (VERBS.includes(words[0])) verb = words.shift();
    const name = nameIn({ name: words.shift() ?? '' }, given);
    if (verb === 'REMOVE') {
      delete next[name];
    } else if (verb === 'SET' && words.shift() === '=') {
      next[name] = operand(words.shift() ?? '', item, given);
    } else if (verb === 'ADD') {
      next[name] = sum(next[name], operand(words.shift() ?? '', item, given));
    } else throw unknown(expression);
  }
  return next;
}

/** A value that is given, or what another attribute is. */
function operand(word: string, item: Item, given: Given): Item[string] {
  if (word.startsWith(':')) return valueIn(word, given);
  const value = item[nameIn({ name: word }, given)];
  if (value === undefined) throw new TypeError(`The item has no attribute ${word} to take a value from.`);
  return value;
}

function sum(before: Item[string] | undefined, added: Item[string]): Item[string] {
  if (added?.N !== undefined) return { N: String(Number(before?.N ?? 0) + Number(added.N)) };
  if (added?.SS === undefined)
    throw new TypeError('The simulated store adds numbers and sets of texts only.');
  return { SS: [...new Set([...(before?.SS ?? []), ...added.SS])].sort() };
}
