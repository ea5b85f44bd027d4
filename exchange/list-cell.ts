/** Several words in one cell, parted by `;`; a `;` or a `\` within a word has a `\` in front. */
export function listCell(words: readonly string[]): string {
  return words.map((word) => word.replaceAll(/[\\;；]/g, (one) => `\\${one}`)).join(';');
}

/** The words of a cell, without what is empty. The full-width `；` parts them too. */
export function wordsIn(cell: string): readonly string[] {
  const words = [''];
  for (const [piece] of cell.matchAll(/\\[\\;；]|./gs)) {
    if (piece === ';' || piece === '；') words.push('');
    else words[words.length - 1] += piece.length === 2 && piece.startsWith('\\') ? piece.slice(1) : piece;
  }
  return words.map((word) => word.trim()).filter((word) => word !== '');
}
