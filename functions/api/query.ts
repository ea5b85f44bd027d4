import { invalidQuery } from './problem.ts';

/** The fields of a URL's query. Throws a `Refusal` where a field comes twice or is not percent-encoded UTF-8. */
export function readQuery(url: string): Record<string, string> {
  const start = url.indexOf('?');
  const fields = new Map<string, string>();
  for (const pair of start < 0 ? [] : url.slice(start + 1).split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    const value = decode(equals < 0 ? '' : pair.slice(equals + 1));
    if (name === undefined) throw invalidQuery('', 'has a name that is not percent-encoded UTF-8');
    if (value === undefined) throw invalidQuery(name, 'is not percent-encoded UTF-8');
    if (fields.has(name)) throw invalidQuery(name, 'is there twice');
    fields.set(name, value);
  }
  return Object.fromEntries(fields);
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
