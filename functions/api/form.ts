import { readText } from './body.ts';
import { Refusal } from './problem.ts';

/** The most bytes of a form. */
const MOST_FORM_BYTES = 32 * 1024;

/**
 * Reads what a web form posted: a text by name, several texts where a name comes again; what was left empty is absent.
 * Undefined where there is no body. Throws a `Refusal` as `readBody` does.
 */
export async function readForm(request: Request, most = MOST_FORM_BYTES): Promise<unknown> {
  const text = await readText(request, 'application/x-www-form-urlencoded', most);
  if (text === undefined) return undefined;
  const fields = new Map<string, string | string[]>();
  for (const pair of text.split('&')) {
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    const value = decode(equals < 0 ? '' : pair.slice(equals + 1));
    if (value === '') continue;
    const before = fields.get(name);
    fields.set(name, before === undefined ? value : [before, value].flat());
  }
  return Object.fromEntries(fields);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new Refusal('malformed-body', 'The form is not percent-encoded UTF-8.');
  }
}
