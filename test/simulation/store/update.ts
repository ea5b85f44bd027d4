import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../../adapters/attributes.ts';
import { type Given, nameIn, unknown, valueIn, wordsOf } from './expression.ts';

/** The item after an update such as `SET a = :a, b = :b`, `REMOVE a, b` or `ADD a :texts`. */
export function updated(item: Item, expression: string, given: Given): Item {
  const [verb, ...words] = wordsOf(expression);
  const next: Record<string, Item[string]> = { ...item };
  while (words.length > 0) {
    const name = nameIn({ name: words.shift() ?? '' }, given);
    if (verb === 'REMOVE') {
      delete next[name];
    } else if (verb === 'SET' && words.shift() === '=') {
      next[name] = valueIn(words.shift() ?? '', given);
    } else if (verb === 'ADD') {
      next[name] = { SS: union(next[name]?.SS, valueIn(words.shift() ?? '', given)) };
    } else throw unknown(expression);
  }
  return next;
}

function union(before: readonly string[] = [], added: AttributeValue): string[] {
  if (added.SS === undefined) throw new TypeError('The simulated store adds sets of texts only.');
  return [...new Set([...before, ...added.SS])].sort();
}
