/** The words that name a piece of an export's file, as a draft of its plan has it. */
export function wordsOfPiece(draft: string, piece: number): readonly string[] {
  return ['piece', draft, String(piece)];
}

/**
 * A text as pieces of at most so many bytes in UTF-8: joined they are the text, each is one of its own, and each fits into
 * what a function may answer. None for an empty text.
 */
export function* inPieces(text: string, bytes: number): Generator<Uint8Array, void> {
  const whole = Buffer.from(text);
  for (let from = 0; from < whole.byteLength; ) {
    let end = Math.min(from + bytes, whole.byteLength);
    // Not within a character: the bytes of one that follow its first begin with the bits 10.
    while (((whole[end] ?? 0) & 0xc0) === 0x80) end -= 1;
    yield whole.subarray(from, end);
    from = end;
  }
}
