/**
 * What takes the place of a match, as XPath writes it: `$1` is what a group took, `$0` the whole match, `\$` and `\\`
 * are characters. Null where the text says anything else by these.
 */
export function replacementOf(text: string): ((groups: readonly (string | undefined)[]) => string) | null {
  if (/[\\$]/.test(text.replace(/\\[\\$]|\$\d/g, ''))) return null;
  return (groups) =>
    text.replace(/\\([\\$])|\$(\d+)/g, (_whole, character: string | undefined, digits: string) =>
      character === undefined ? taken(digits, groups) : character,
    );
}

/** As many digits as name a group; those after them are text. */
function taken(digits: string, groups: readonly (string | undefined)[]): string {
  let length = digits.length;
  while (length > 1 && Number(digits.slice(0, length)) >= groups.length) length -= 1;
  return `${groups[Number(digits.slice(0, length))] ?? ''}${digits.slice(length)}`;
}
