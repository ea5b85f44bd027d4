import { Context, type Emitter, LiquidError, type Template, toValueSync } from 'liquidjs';
import { complete, type Fields } from './fields.ts';
import type { Reader } from './filters.ts';
import { liquid, readBy } from './liquid.ts';
import { type Form, media } from './medium.ts';
import { walk } from './walk.ts';

/** What is wrong with a text, and where: lines and columns count from 1. */
export interface Issue {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Prints data for somebody. What is declared and not given is printed as nothing. Throws `TooLong`. */
export type Render = (data: unknown, reader: Reader) => string;

/** More would be printed than a text may hold, or its loops go round too often: lists that are too long. */
export class TooLong extends Error {
  readonly code = 'text-too-long';
}

/** Characters that are printed, and rounds of all loops together. */
const LONGEST = 200_000;
const MOST_ROUNDS = 10_000;
const MOST_ISSUES = 50;

/**
 * Parses and checks a text: the way to print it, or all that is wrong with it. A text without issues renders whatever
 * the data: every field that it asks for is declared, and every value is made harmless for where it stands.
 */
export function compile(
  source: string,
  form: Form,
  fields: Fields,
): { render: Render } | { issues: Issue[] } {
  const issues: Issue[] = [];
  const refuse = (offset: number, message: string) => {
    if (issues.length < MOST_ISSUES) issues.push({ ...positionAt(source, offset), message });
  };
  let rounds = 0;
  const round = () => {
    rounds += 1;
    if (rounds > MOST_ROUNDS) throw new TooLong(`Its loops go round more than ${MOST_ROUNDS} times.`);
  };
  let templates: Template[];
  try {
    templates = liquid.parse(source);
  } catch (error) {
    return { issues: [issueOf(error)] };
  }
  walk(templates, { medium: media[form], fields, refuse, round });
  if (issues.length > 0) return { issues: issues.sort((a, b) => a.line - b.line || a.column - b.column) };
  return {
    render(data, reader) {
      rounds = 0;
      const context = new Context(complete(fields, data), liquid.options, { sync: true });
      readBy(context, reader);
      const emitter = createEmitter();
      try {
        toValueSync(liquid.renderer.renderTemplates(templates, context, emitter));
      } catch (error) {
        throw error instanceof LiquidError ? (error.originalError ?? error) : error;
      }
      return emitter.buffer;
    },
  };
}

function createEmitter(): Emitter {
  return {
    buffer: '',
    write(text: string) {
      this.buffer += text;
      if (this.buffer.length > LONGEST) throw new TooLong(`It prints more than ${LONGEST} characters.`);
    },
  };
}

function issueOf(error: unknown): Issue {
  const cause = error instanceof LiquidError ? (error.originalError ?? error) : error;
  const [line = 1, column = 1] = error instanceof LiquidError ? error.token.getPosition() : [];
  if (!(cause instanceof Error) || cause instanceof RangeError) {
    return { line, column, message: 'blocks lie too deep in each other' };
  }
  return { line, column, message: cause.message.replace(/, line:\d+, col:\d+$/, '') };
}

function positionAt(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
