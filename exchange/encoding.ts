import { FileFlaw } from './file-flaw.ts';

/** How the text of a file is written as bytes. GB18030 holds GBK and GB2312. */
export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le';

/** Pieces of a file, one after the other. */
export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * How a file's text is written: as its byte order mark says, else UTF-8 where all of it is UTF-8, else GB18030, as
 * Chinese spreadsheets save. Throws `FileFlaw` where it is none of them. `cut`: the last character may be cut off.
 */
export async function encodingOf(chunks: Chunks, cut = false): Promise<Encoding> {
  const wide = new TextDecoder('gb18030', { fatal: true });
  let narrow: Decoder | undefined = new TextDecoder('utf-8', { fatal: true });
  let first = true;
  for await (const chunk of chunks) {
    if (chunk.byteLength === 0) continue;
    if (first && chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
    first = false;
    if (narrow !== undefined && !reads(narrow, chunk)) narrow = undefined;
    if (!reads(wide, chunk) && narrow === undefined) throw new FileFlaw('encoding');
  }
  if (narrow !== undefined && (cut || reads(narrow))) return 'utf-8';
  if (cut || reads(wide)) return 'gb18030';
  throw new FileFlaw('encoding');
}

/**
 * The text of a file, piece by piece, without its byte order mark; with `cut`, without the character
 * that is cut off at its end. Throws `FileFlaw` where bytes are no text.
 */
export async function* decoded(
  chunks: Chunks,
  encoding: Encoding,
  cut = false,
): AsyncGenerator<string, void> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const read = (chunk?: Uint8Array): string => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw new FileFlaw('encoding');
    }
  };
  for await (const chunk of chunks) yield read(chunk);
  if (!cut) yield read();
}

type Decoder = InstanceType<typeof TextDecoder>;

function reads(decoder: Decoder, chunk?: Uint8Array): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined });
    return true;
  } catch {
    return false;
  }
}
