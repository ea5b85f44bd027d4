/** Makes a value harmless for one place of a text. */
export type Escape = (value: string) => string;

/** Characters of a value that a line holds: a subject stays a subject, whatever is in a field. */
const MOST_IN_A_LINE = 200;
/** Control characters, halves of characters, and those that turn the direction of the text after them. */
const UNSEEN = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const BREAKS = /\r\n?|[\n\u0085\u2028\u2029]/g;
/** The same without line breaks and tabs. */
const UNSEEN_IN_TEXT = /[^\P{Cc}\n\t]|[\p{Cs}\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** For a text that may have several lines: no control characters but line breaks and tabs. */
export const asText: Escape = (value) => value.replaceAll(BREAKS, '\n').replaceAll(UNSEEN_IN_TEXT, '');

/** For a subject: one line, at most 200 characters of it. */
export const asLine: Escape = (value) => {
  const line = value.replaceAll(BREAKS, ' ').replaceAll('\t', ' ').replaceAll(UNSEEN, '');
  const characters = [...line];
  return characters.length <= MOST_IN_A_LINE ? line : `${characters.slice(0, MOST_IN_A_LINE - 1).join('')}…`;
};

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;' },
  ...{ '"': '&quot;', "'": '&#39;', '`': '&#96;' },
};

/** For the text of an element and for a quoted attribute. */
export const asHtml: Escape = (value) =>
  asText(value).replaceAll(/[&<>"'`]/g, (character) => ENTITIES[character] ?? '');

/** For an attribute that is an address as a whole: one that opens a page, a mail or a call; any other is `#`. */
export const asAddress: Escape = (value) => {
  const address = asText(value).trim();
  return /^(?:https?:\/\/[^/\\\s]|mailto:|tel:)\S*$/i.test(address) ? asHtml(address) : '#';
};

/** For a part of an address: nothing in it has a meaning there. */
export const asPartOfAddress: Escape = (value) =>
  asHtml(encodeURIComponent(asText(value)).replaceAll("'", '%27'));
