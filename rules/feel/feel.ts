import type { Env } from '../logic/env.ts';
import { isOverflow } from './attempt.ts';
import { compileSyntax } from './compile.ts';
import type { ReadTemporal } from './json.ts';
import { isDate } from './kind.ts';
import type { Evaluate, Fits } from './run.ts';
import { read } from './syntax.ts';
import { midnight, readTemporal } from './temporal.ts';
import { compileTests } from './tests.ts';

/** FEEL, where a model needs it. */
export interface Feel {
  expression(text: string, env: Env): Evaluate;
  tests(text: string, env: Env): Fits;
  readonly readTemporal: ReadTemporal;
  /** A date as its midnight in UTC, as DMN converts it. */
  readonly midnight?: (date: unknown) => unknown;
}

export const feel: Feel = {
  readTemporal,
  midnight: (date) => (isDate(date) ? midnight(date, 'UTC') : date),
  expression(text, env) {
    const over = overLimit(text);
    if (over !== undefined) return env.issue(over);
    const syntax = read(text, 'expression', env.names);
    if ('near' in syntax) return env.issue(notFeel(text, syntax.near));
    return unlessTooDeep(() => compileSyntax(syntax, env)) ?? env.issue(TOO_DEEP);
  },
  tests(text, env) {
    const refused = (message: string): Fits => {
      const fault = env.issue(message);
      return (_value, scope, run) => fault(scope, run);
    };
    const over = overLimit(text);
    if (over !== undefined) return refused(over);
    const syntax = read(text, 'tests', env.names);
    if ('near' in syntax) return refused(notFeel(text, syntax.near));
    return unlessTooDeep(() => compileTests(syntax, env)) ?? refused(TOO_DEEP);
  },
};

/** Reading takes time by the square of the length, and more for brackets within brackets. */
const LONGEST = 10_000;
const DEEPEST = 64;
const TOO_DEEP = 'it is too deeply nested';

function overLimit(text: string): string | undefined {
  if (text.length > LONGEST) return `it is longer than ${LONGEST} characters`;
  return nesting(text) > DEEPEST ? TOO_DEEP : undefined;
}

/** How many brackets are open at once; those in texts do not count. */
function nesting(text: string): number {
  let open = 0;
  let deepest = 0;
  for (const character of text.replace(/"(?:[^"\\]|\\.)*"/g, '')) {
    if ('([{'.includes(character)) open += 1;
    if (')]}'.includes(character)) open = Math.max(0, open - 1);
    deepest = Math.max(deepest, open);
  }
  return deepest;
}

/** Undefined where the stack of calls was full. */
function unlessTooDeep<T>(compile: () => T): T | undefined {
  try {
    return compile();
  } catch (error) {
    if (isOverflow(error)) return undefined;
    throw error;
  }
}

function notFeel(text: string, near: string): string {
  if (text.trim() === '') return 'there is nothing in it';
  return near === '' ? 'it is not FEEL: it ends too early' : `it is not FEEL near \`${near}\``;
}
