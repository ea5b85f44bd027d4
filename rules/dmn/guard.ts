import { ModelUnfit } from '../unfit.ts';

/** How large a file may be, in UTF-16 units. */
export const MOST_XML = 2_000_000;
/** How deep its elements may lie in each other. */
export const DEEPEST_XML = 200;
/** How often it may declare a namespace: each of a file's elements knows all of those around it. */
export const MOST_NAMESPACES = 1_000;

/**
 * Throws `ModelUnfit` for a file that is not to be parsed at all: too large or too deep, with a document type or
 * entities of its own (which could grow without end, or fetch what is none of its business), or not closed.
 */
export function refuseHostile(xml: string): void {
  if (xml.length > MOST_XML) refuse(`it has ${xml.length} characters, and ${MOST_XML} are the most`);
  let [depth, declarations] = [0, 0];
  for (let at = xml.indexOf('<'); at !== -1; at = xml.indexOf('<', at)) {
    if (xml.startsWith('<!--', at)) at = after('-->', at + 4);
    else if (xml.startsWith('<![CDATA[', at)) at = after(']]>', at + 9);
    else if (xml.startsWith('<?', at)) at = after('?>', at + 2);
    else if (xml.startsWith('<!', at)) refuse('document types and entities are not read', at);
    else {
      const end = endOfTag(at + 1);
      declarations += xml.slice(at, end).split('xmlns').length - 1;
      if (xml[at + 1] === '/') depth -= 1;
      else if (xml[end - 2] !== '/') depth += 1;
      if (depth > DEEPEST_XML) refuse(`more than ${DEEPEST_XML} elements lie in each other`, at);
      at = end;
    }
    refuseEntities(at);
  }
  if (declarations > MOST_NAMESPACES) refuse(`it declares more than ${MOST_NAMESPACES} namespaces`);
  if (depth !== 0) refuse('it ends before its elements do');

  function after(mark: string, from: number): number {
    const found = xml.indexOf(mark, from);
    return found === -1 ? refuse(`it ends before ${mark}`, from) : found + mark.length;
  }

  /** A `>` in a value ends no tag. */
  function endOfTag(from: number): number {
    let quote = '';
    for (let at = from; at < xml.length; at++) {
      const character = xml[at] ?? '';
      if (quote !== '') quote = character === quote ? '' : quote;
      else if (character === '"' || character === "'") quote = character;
      else if (character === '>') {
        refuseEntities(from, at);
        return at + 1;
      }
    }
    return refuse('it ends within a tag', from);
  }

  /** Between a tag and the next, and in it. */
  function refuseEntities(from: number, to = xml.indexOf('<', from)): void {
    const text = xml.slice(from, to === -1 ? xml.length : to);
    const strange = /&(?!(amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});)/i.exec(text);
    if (strange !== null) refuse('an & begins no character reference', from + strange.index);
    for (const { 0: reference, index } of text.matchAll(/&#(?:x[\da-f]+|\d+);/gi))
      if (!isCharacter(codeOf(reference))) refuse(`${reference} is no character of XML`, from + index);
  }

  function refuse(message: string, at?: number): never {
    const line = at === undefined ? '' : `line ${xml.slice(0, at).split('\n').length}`;
    throw new ModelUnfit('DMN', [{ path: line || 'file', message }]);
  }
}

function codeOf(reference: string): number {
  const digits = reference.slice(2, -1);
  return /^x/i.test(digits) ? Number.parseInt(digits.slice(1), 16) : Number(digits);
}

function isCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code <= 0x10_ff_ff && !(code >= 0xd8_00 && code <= 0xdf_ff) && code !== 0xff_fe && code !== 0xff_ff;
}
