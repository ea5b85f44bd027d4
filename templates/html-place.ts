import { asAddress, asHtml, asPartOfAddress, type Escape } from './escape.ts';

/** Where in a page of HTML a template stands: what is printed there must be harmless there. */
export type Place =
  | { readonly at: 'text' }
  | { readonly at: 'title' }
  | { readonly at: 'tag'; readonly tag: string }
  | {
      readonly at: 'value';
      readonly tag: string;
      readonly attribute: string;
      readonly quote: string;
      /** What an address begins with, until its host is settled; undefined in other attributes. */
      readonly begun?: string;
    };

/** What the template's own HTML may not be, and where in the text. */
export interface Misplaced {
  readonly problem: string;
  readonly offset: number;
}

export const IN_TEXT: Place = { at: 'text' };

/** Elements that run something, load something, or are read by rules of their own. */
const REFUSED = new Set(
  `applet base embed form frame frameset iframe link listing math meta noembed noframes noscript object plaintext
   script select svg template textarea xmp`.split(/\s+/),
);
const ADDRESSES: Readonly<Record<string, string>> = { a: 'href', area: 'href', img: 'src' };
const WORDS = new Set(['alt', 'title', 'lang', 'width', 'height', 'aria-label']);
/** What an address must have before anything is printed into it: enough that its kind and its host are settled. */
const SETTLED = /^(?:https?:\/\/[^/?#\\]+[/?#]|\/(?![/\\])|[?#]|mailto:|tel:)/i;

const TAG = /<([a-z][a-z0-9]*)(?=[\s/>])/iy;
const END_TAG = /<\/[a-z][a-z0-9]*\s*>/iy;
const DOCTYPE = /<!doctype\b[^<>]*>/iy;
const COMMENT = /<!--(?!-?>)(?:(?!--!>)[\s\S])*?-->/y;
const STYLE = /[^<]*<\/style\s*>/iy;
const END_OF_TITLE = /<\/title\s*>/iy;
const SPACE = /\s+/y;
const CLOSE = /\/?>/y;
const ATTRIBUTE = /([a-z][a-z0-9:_-]*)\s*=\s*(["'])/iy;
const FLAG = /[a-z][a-z0-9:_-]*(?=[\s/>])/iy;

/** The place after a piece of the template's own HTML, which is read strictly: what browsers would mend is refused. */
export function placeAfter(from: Place, html: string): Place | Misplaced {
  let place = from;
  let at = 0;
  /** Where what is looked at begins. */
  let looked = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(html) ?? undefined;
    if (found !== undefined) at = pattern.lastIndex;
    return found;
  };

  function inText(): Place | string {
    const next = html.indexOf('<', at);
    at = next < 0 ? html.length : next;
    looked = at;
    if (next < 0) return IN_TEXT;
    if (take(END_TAG) || take(DOCTYPE) || take(COMMENT)) return IN_TEXT;
    const tag = take(TAG)?.[1]?.toLowerCase();
    if (tag === undefined) return 'this < begins no whole tag: a sign is written &lt;';
    return REFUSED.has(tag) ? `the element ${tag} is not for templates` : { at: 'tag', tag };
  }

  function inTag(tag: string): Place | string {
    if (take(SPACE)) return { at: 'tag', tag };
    if (take(CLOSE)) {
      if (tag === 'title') return { at: 'title' };
      if (tag !== 'style') return IN_TEXT;
      return take(STYLE) ? IN_TEXT : 'a style holds no < and nothing of Liquid, and has an end';
    }
    const [, name = '', quote = ''] = take(ATTRIBUTE) ?? [];
    const attribute = name.toLowerCase();
    if (attribute.startsWith('on')) return `the attribute ${attribute} is not for templates`;
    const begun = ADDRESSES[tag] === attribute && { begun: '' };
    if (quote !== '') return { at: 'value', tag, attribute, quote, ...begun };
    return take(FLAG) ? { at: 'tag', tag } : 'this is no attribute; a value stands in quotes';
  }

  function inTitle(): Place | string {
    const next = html.indexOf('<', at);
    at = next < 0 ? html.length : next;
    looked = at;
    if (next < 0) return { at: 'title' };
    return take(END_OF_TITLE) ? IN_TEXT : 'a title holds no tags: a sign is written &lt;';
  }

  function inValue(value: Place & { at: 'value' }): Place {
    const end = html.indexOf(value.quote, at);
    const text = html.slice(at, end < 0 ? undefined : end);
    at = end < 0 ? html.length : end + 1;
    if (end >= 0) return { at: 'tag', tag: value.tag };
    if (value.begun === undefined || text === '') return value;
    const { begun, ...settled } = value;
    return SETTLED.test(begun + text) ? settled : { ...settled, begun: begun + text };
  }

  while (at < html.length) {
    looked = at;
    // biome-ignore format: one line for each place
    const next = place.at === 'text' ? inText() : place.at === 'tag' ? inTag(place.tag)
      : place.at === 'title' ? inTitle() : inValue(place);
    if (typeof next === 'string') return { problem: next, offset: looked };
    place = next;
  }
  return place;
}

/** How a value is printed at a place, and the place after it; or why nothing can be. */
export function printedAt(place: Place): { readonly escape: Escape; readonly next: Place } | string {
  if (place.at === 'text' || place.at === 'title') return { escape: asHtml, next: place };
  if (place.at === 'tag')
    return 'nothing is printed into a tag: put it into the quoted value of an attribute';
  const { begun, ...rest } = place;
  if (ADDRESSES[place.tag] !== place.attribute) {
    if (WORDS.has(place.attribute)) return { escape: asHtml, next: place };
    return `nothing is printed into the attribute ${place.attribute} of ${place.tag}`;
  }
  if (begun === '') return { escape: asAddress, next: rest };
  if (begun === undefined) return { escape: asPartOfAddress, next: rest };
  return 'an address is printed whole, or begins with https://, a host and a slash';
}

/** Whether two ways lead to the same place. */
export function samePlace(one: Place, other: Place): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
