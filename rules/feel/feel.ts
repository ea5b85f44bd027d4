import type { Env } from '../logic/env.ts';
import { compileSyntax } from './compile.ts';
import type { ReadTemporal } from './json.ts';
import type { Evaluate, Fits } from './run.ts';
import { read } from './syntax.ts';
import { readTemporal } from './temporal.ts';
import { compileTests } from './tests.ts';

/** FEEL, where a model needs it. */
export interface Feel {
  expression(text: string, env: Env): Evaluate;
  tests(text: string, env: Env): Fits;
  readonly readTemporal: ReadTemporal;
}

export const feel: Feel = {
  readTemporal,
  expression(text, env) {
    const syntax = read(text, 'expression', env.names);
    if ('near' in syntax) return env.issue(notFeel(text, syntax.near));
    return compileSyntax(syntax, env);
  },
  tests(text, env) {
    const syntax = read(text, 'tests', env.names);
    if ('near' in syntax) {
      const fault = env.issue(notFeel(text, syntax.near));
      return (_value, scope, run) => fault(scope, run);
    }
    return compileTests(syntax, env);
  },
};

function notFeel(text: string, near: string): string {
  if (text.trim() === '') return 'there is nothing in it';
  return near === '' ? 'it is not FEEL: it ends too early' : `it is not FEEL near \`${near}\``;
}
