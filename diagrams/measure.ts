/** Widths in parts of the font's size: generous, as nobody knows which font will be there. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef]/u,
    1.02,
  ],
  [/\p{Extended_Pictographic}/u, 1.3],
  [/\p{M}/u, 0],
  [/[ijltfrI.,:;'’|!()[\]/\\ \u00a0]/u, 0.36],
  [/[mwMW@%—…]/u, 0.92],
  [/[\p{Lu}\d]/u, 0.7],
  [/[\0-\u024f]/u, 0.61],
];

/** How wide a text is at most, in the unit of `size`. */
export function widthOf(text: string, size: number, bold = false): number {
  let width = 0;
  for (const character of text) width += WIDTHS.find(([these]) => these.test(character))?.[1] ?? 1;
  return width * size * (bold ? 1.16 : 1);
}

/** A text in lines of at most `most`: broken between words, after any Chinese character, and within a long word. */
export function wrapped(text: string, size: number, most: number, bold = false): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text, size, most, bold)) {
    if (line !== '' && widthOf((line + piece).trimEnd(), size, bold) > most) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  return [...lines, line.trimEnd()].filter((one, index) => one !== '' || index === 0);
}

// A wide character with the punctuation that may not begin a line; a word with the space after it.
const PIECE =
  /（?[\p{Script=Han}\u3000-\u303f\uff00-\uffef][、。！），：；？]*|[^ \p{Script=Han}\u3000-\u303f\uff00-\uffef]+ *| +/gu;

function piecesOf(text: string, size: number, most: number, bold: boolean): string[] {
  const pieces =
    text
      .replaceAll(/[^\S\u00a0]+/g, ' ')
      .trim()
      .match(PIECE) ?? [];
  return pieces.flatMap((piece) => (widthOf(piece.trimEnd(), size, bold) > most ? [...piece] : [piece]));
}
