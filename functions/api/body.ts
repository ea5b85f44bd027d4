import { parseJson } from './json.ts';
import { Refusal } from './problem.ts';

/** The most bytes of a body. */
export const MOST_BYTES = 256 * 1024;

/**
 * Reads a request's JSON body; undefined where there is none. Throws a `Refusal`: of another media type, larger
 * than `most` (whatever `Content-Length` said), not UTF-8, not JSON.
 */
export async function readBody(request: Request, most = MOST_BYTES): Promise<unknown> {
  const text = await readText(request, 'application/json', most);
  return text === undefined ? undefined : parseJson(text);
}

/** Reads a body of this media type as text; undefined where there is none. Throws a `Refusal` as `readBody` does. */
export async function readText(request: Request, type: string, most: number): Promise<string | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > most) throw tooLarge(most);
  const bytes = await readBytes(request, most).catch((error: unknown) => {
    throw error instanceof Refusal ? error : new Refusal('malformed-body', 'The body broke off.');
  });
  if (bytes.byteLength === 0) return undefined;
  checkType(request.headers, type);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refusal('malformed-body', 'The body is not UTF-8.');
  }
}

function checkType(headers: Headers, wanted: string): void {
  const [type, ...parameters] = (headers.get('content-type') ?? '')
    .split(';')
    .map((p) => p.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
  if (type !== wanted || encoding !== 'identity' || !/^(charset="?utf-8"?)?$/.test(charset ?? '')) {
    throw new Refusal('unsupported-media-type', `The body must be ${wanted} in UTF-8, not compressed.`, {
      headers: { 'accept-post': wanted },
    });
  }
}

/** A length that was announced is kept by the server; without one, the stream is counted. */
async function readBytes(request: Request, most: number): Promise<Uint8Array> {
  if (request.headers.has('content-length')) {
    const bytes = new Uint8Array(await request.arrayBuffer());
    if (bytes.byteLength > most) throw tooLarge(most);
    return bytes;
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > most) throw tooLarge(most);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(most: number): Refusal {
  return new Refusal('body-too-large', `The body takes more than the ${most} bytes that are allowed.`);
}
