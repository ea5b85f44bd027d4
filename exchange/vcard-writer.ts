/** A person as a vCard shows one. What is undefined is left out. */
export interface Card {
  readonly uid: string;
  readonly name: string;
  readonly email?: string | undefined;
  /** E.164. */
  readonly phone?: string | undefined;
  readonly address?: CardAddress | undefined;
  readonly title?: string | undefined;
  readonly language?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly categories?: readonly string[];
  /** When it was changed last: epoch milliseconds. */
  readonly changedAt: number;
}

interface CardAddress {
  readonly lines: readonly string[];
  readonly city?: string | undefined;
  readonly region?: string | undefined;
  readonly postalCode?: string | undefined;
  readonly country: string;
}

/** A vCard 4.0 (RFC 6350). Its address names the country by its two letters, as `readVcards` and people read it. */
export function toVcard(card: Card): string {
  const { email, phone, address, title, language, timeZone, categories = [] } = card;
  const revised = new Date(card.changedAt).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const lines = [
    'BEGIN:VCARD',
    'VERSION:4.0',
    `UID;VALUE=text:${escaped(card.uid)}`,
    `REV:${revised}`,
    `FN:${escaped(card.name)}`,
    ...(email === undefined ? [] : [`EMAIL:${escaped(email)}`]),
    ...(phone === undefined ? [] : [`TEL;VALUE=uri:tel:${phone}`]),
    ...(address === undefined ? [] : [`ADR:${adr(address)}`]),
    ...(title === undefined ? [] : [`TITLE:${escaped(title)}`]),
    ...(language === undefined ? [] : [`LANG:${escaped(language)}`]),
    ...(timeZone === undefined ? [] : [`TZ:${escaped(timeZone)}`]),
    ...(categories.length === 0 ? [] : [`CATEGORIES:${categories.map(escaped).join(',')}`]),
    'END:VCARD',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function adr({ lines, city = '', region = '', postalCode = '', country }: CardAddress): string {
  const street = lines.map(escaped).join(',');
  return ['', '', street, ...[city, region, postalCode, country].map(escaped)].join(';');
}

function escaped(text: string): string {
  return text.replaceAll(/[\\,;]/g, (one) => `\\${one}`).replaceAll(/\r\n|\r|\n/g, '\\n');
}

/** Octets of a line at most; those that go on begin with a blank. */
const LONGEST = 75;

function folded(line: string): string {
  let out = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > LONGEST) {
      out += '\r\n ';
      octets = 1;
    }
    out += character;
    octets += size;
  }
  return out;
}
