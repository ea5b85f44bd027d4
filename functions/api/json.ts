import { pointer } from './pointer.ts';
import { invalidBody, Refusal } from './problem.ts';

/** How deep arrays and objects may lie in one another. */
export const MOST_DEPTH = 32;

/**
 * Parses a body strictly: one meaning to every reader, and harmless to all behind it. Throws a `Refusal` where
 * it is not JSON, or where it nests deeper than `MOST_DEPTH`, names a field twice, names `__proto__`, holds half
 * a surrogate pair or a number beyond a double's range.
 */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // V8's message quotes the text around the flaw: only its position is passed on.
    const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    throw new Refusal(
      'malformed-body',
      `The body is not JSON${position === undefined ? '' : `: see character ${position}`}.`,
    );
  }
  check(text);
  return value;
}

interface Frame {
  /** Names seen so far; absent in an array. */
  readonly names?: Set<string>;
  at: string | number | undefined;
  atName: boolean;
}

const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|-?\d[\d.eE+-]*/g;
const loneSurrogate = /\p{Surrogate}/u;

/** Walks the tokens of a text that is known to be JSON, without recursion. */
function check(text: string): void {
  const frames: Frame[] = [];
  for (const [part] of text.matchAll(token)) {
    const top = frames.at(-1);
    if (part === '{' || part === '[') {
      if (frames.length === MOST_DEPTH) throw flaw(frames, `is nested deeper than ${MOST_DEPTH} levels`);
      frames.push(
        part === '{' ? { names: new Set(), at: undefined, atName: true } : { at: 0, atName: false },
      );
    } else if (part === '}' || part === ']') {
      frames.pop();
    } else if (part === ',' && top !== undefined) {
      if (typeof top.at === 'number') top.at += 1;
      else top.atName = true;
    } else if (part === ':' && top !== undefined) {
      top.atName = false;
    } else if (part.startsWith('"')) {
      checkText(part.includes('\\') ? (JSON.parse(part) as string) : part.slice(1, -1), frames, top);
    } else if (!Number.isFinite(Number(part))) {
      throw flaw(frames, 'is a number out of range');
    }
  }
}

function checkText(text: string, frames: readonly Frame[], top: Frame | undefined): void {
  if (top?.names !== undefined && top.atName) {
    top.at = text;
    if (top.names.has(text)) throw flaw(frames, 'is there twice');
    if (text === '__proto__') throw flaw(frames, 'is not a known field');
    top.names.add(text);
  }
  if (loneSurrogate.test(text)) throw flaw(frames, 'holds half a surrogate pair');
}

function flaw(frames: readonly Frame[], message: string): Refusal {
  const path = frames.map((frame) => frame.at).filter((at) => at !== undefined);
  return invalidBody(pointer(path), message);
}
