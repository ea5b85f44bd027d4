import { createContext, Script } from 'node:vm';
import { parseCell } from './cells/parse.ts';
import { TooLong } from './feel/run.ts';
import { LIMITS } from './limits.ts';
import type { Model } from './model.ts';

const box: { compute?: () => unknown } = {};
const context = createContext(box);
const script = new Script('compute()');

/**
 * What is computed; throws `TooLong` where that takes more time: that which a deciding may, unless told otherwise. It
 * costs some 0.1 ms, and ends a pattern that goes back and forth as well as what loops.
 */
export function withinTime<T>(compute: () => T, timeout: number = LIMITS.milliseconds): T {
  const outer = box.compute;
  let result: { value: T } | undefined;
  box.compute = () => {
    result = { value: compute() };
  };
  try {
    script.runInContext(context, { timeout });
  } catch (error) {
    if (isTimeout(error)) throw new TooLong(`longer than ${timeout} ms`);
    throw error;
  } finally {
    box.compute = outer;
  }
  if (result === undefined) throw new TypeError('nothing was computed');
  return result.value;
}

/** An error of the script's own realm, where `Error` is another class. */
function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}

/** Calls of what is surely short, and brackets that only group. */
const STRING = /"(?:[^"\\]|\\.)*"/g;
const SHORT =
  /\b(?:and|or|in|if|then|else|between|date and time|date|time|duration|not|string length|starts with|ends with|contains)\s*\(/g;
const LONG = /[\p{L}\p{N}_`"?)\]}]\s*\(|[[{]|\b(?:for|some|every|function|matches|replace|split|sort)\b/u;

/**
 * Whether its texts, those of its types among them, could take long: those that go through lists, call functions that
 * do, or define their own. Of all others, the steps of a deciding say enough.
 */
export function mayTakeLong(model: Model): boolean {
  if (model.knowledge?.length || model.services?.length || model.imports?.length) return true;
  const known = found.get(model);
  if (known !== undefined) return known;
  let long = false;
  JSON.stringify([model.decisions, model.types], (key, value: unknown) => {
    if (key === 'kind' && !['table', 'tree', 'literal', 'conditional'].includes(String(value))) long = true;
    if (typeof value === 'string' && isFeel(key) && !isShort(value)) long = true;
    return value;
  });
  found.set(model, long);
  return long;
}

const found = new WeakMap<Model, boolean>();

/** Words for people, and what is a rule's id or a policy, compute nothing. */
function isFeel(key: string): boolean {
  return !['name', 'id', 'title', 'en', 'zh', 'question', 'allowedAnswers', 'description', 'type'].includes(
    key,
  );
}

function isShort(text: string): boolean {
  return parseCell(text).kind !== 'beyond' || !LONG.test(text.replace(STRING, '0').replace(SHORT, '+('));
}
