const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '"': '"',
  "'": "'",
  '\\': '\\',
};

/** What a string literal of FEEL says: without its quotes, its escapes made characters. */
export function readString(literal: string): string {
  return literal
    .slice(1, -1)
    .replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|([nrt"'\\]))/g, (_whole, four, six, letter) => {
      const code = four ?? six;
      return code === undefined ? (ESCAPES[letter] ?? '') : fromCode(Number.parseInt(code, 16));
    });
}

function fromCode(code: number): string {
  if (code > 0x10ffff) return '\ufffd';
  return code > 0xffff ? String.fromCodePoint(code) : String.fromCharCode(code);
}
