/**
 * A regular expression of XPath as one of JavaScript: flags `s`, `m`, `i`, `x` (white space in the pattern says
 * nothing) and `q` (the pattern is a text). Null where it is none.
 */
export function patternOf(pattern: string, given: unknown, more = ''): RegExp | null {
  const flags = given ?? '';
  if (typeof flags !== 'string' || !/^[smixq]*$/.test(flags)) return null;
  // JavaScript knows this escape, XPath does not.
  if (!flags.includes('q') && /(^|[^\\])(\\\\)*\\0/.test(pattern)) return null;
  const literal = flags.includes('q');
  const source = literal
    ? pattern.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    : translated(flags.includes('x') ? withoutSpace(pattern) : pattern);
  const kept = [...new Set(flags.replace(/[xq]/g, ''))].join('');
  try {
    return new RegExp(source, `v${kept}${more}`);
  } catch {
    try {
      return new RegExp(source, `u${kept}${more}`);
    } catch {
      return null;
    }
  }
}

/** White space outside of classes says nothing. */
function withoutSpace(pattern: string): string {
  let depth = 0;
  let kept = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern[at] ?? '';
    const escaped = pattern[at - 1] === '\\' && pattern[at - 2] !== '\\';
    if (character === '[' && !escaped) depth += 1;
    if (character === ']' && !escaped) depth -= 1;
    if (depth > 0 || !/\s/.test(character)) kept += character;
  }
  return kept;
}

/** What XML Schema writes otherwise: subtracted classes, blocks of characters, and names' characters. */
function translated(pattern: string): string {
  return pattern
    .replace(/\[((?:[^[\]\\]|\\.)+)-\[((?:[^[\]\\]|\\.)+)\]\]/g, '[[$1]--[$2]]')
    .replace(/\\i/g, '[\\p{L}_:]')
    .replace(/\\c/g, '[\\p{L}\\p{N}_:.\\-]')
    .replace(
      /\\([pP])\{Is([A-Za-z]+)\}/g,
      (_whole, letter, block) => `\\${letter}{Script=${SCRIPTS[block] ?? block}}`,
    );
}

const SCRIPTS: Readonly<Record<string, string>> = {
  BasicLatin: 'Latin',
  GreekandCoptic: 'Greek',
  CyrillicSupplement: 'Cyrillic',
};
