import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decoded } from '../../exchange/encoding.ts';
import { MOST } from '../../exchange/rows.ts';
import { readVcards, VCARD_COLUMNS } from '../../exchange/vcard-reader.ts';
import { toVcard } from '../../exchange/vcard-writer.ts';
import { seed } from '../engine/seed.ts';
import { pieces, rowsOf } from './read.ts';

async function read(text: string, size = 5) {
  const sheet = await readVcards(decoded(pieces(Buffer.from(text), size), 'utf-8'));
  return rowsOf(sheet.rows);
}

/** What the cells of a row say, by column. */
async function told(text: string) {
  const [row] = await read(text);
  const all = VCARD_COLUMNS.map((column, place) => [column, row?.cells[place]] as const);
  return Object.fromEntries(all.filter(([, cell]) => cell !== undefined && cell !== ''));
}

const card = (...lines: string[]) => `BEGIN:VCARD\r\n${lines.join('\r\n')}\r\nEND:VCARD\r\n`;

describe('a vCard is read', () => {
  test('of 3.0, as address books write it', async () => {
    const text = card(
      ...['VERSION:3.0', 'N;CHARSET=UTF-8:王;小明;;;', 'FN;CHARSET=UTF-8:王小明'],
      ...['item1.EMAIL;TYPE=INTERNET,HOME:other@example.com', 'EMAIL;TYPE=pref:wang@example.com'],
      ...['TEL;TYPE=FAX:+1', 'TEL;CELL:+86 138 0013 8000'],
      ...['ADR;TYPE=WORK:;;1\\, Long Street\\nFloor 2;Berlin;;10115;Germany'],
      ...['ORG:Ex\\, Ltd;Sales', 'TITLE:Boss', 'CATEGORIES:vip,a\\,b,c\\;d', 'TZ:Asia/Shanghai'],
      ...['UID:urn:uuid:1', 'PHOTO;ENCODING=b:AAAA', ' BBBB', 'X-ODD;X="a;b:c":d'],
    );
    expect(await told(text)).toEqual({
      ...{ UID: 'urn:uuid:1', FN: '王小明', 'N family': '王', 'N given': '小明' },
      ...{ EMAIL: 'wang@example.com', TEL: '+86 138 0013 8000' },
      ...{ 'ADR street': '1, Long Street\nFloor 2', 'ADR city': 'Berlin', 'ADR code': '10115' },
      ...{ 'ADR country': 'Germany', ORG: 'Ex, Ltd', TITLE: 'Boss', TZ: 'Asia/Shanghai' },
      CATEGORIES: 'vip;a,b;c\\;d',
    });
  });

  test('of 4.0, folded within a character’s word, with URIs and preferences', async () => {
    const text = card(
      ...['VERSION:4.0', 'FN:Ann Exa', ' mple\\; Dr.', 'LANG:zh', 'EMAIL;PREF=2:b@example.com'],
      ...['EMAIL;PREF=1:mailto:a@example.com', 'TEL;VALUE=uri;TYPE="voice,home":tel:+49-30-123456'],
    );
    expect(await told(text)).toEqual({
      ...{ FN: 'Ann Example; Dr.', LANG: 'zh', EMAIL: 'a@example.com', TEL: '+49-30-123456' },
    });
  });

  test.each(['+01:00', '-0500', 'Z', '+08'])('whose zone is %s, hours that name no zone', async (offset) => {
    expect(await told(card('VERSION:3.0', 'FN:Ann', `TZ:${offset}`))).toEqual({ FN: 'Ann' });
  });

  test.each([4096, MOST.rowBytes * 3])('with a photo in one line, in pieces of %i bytes', async (size) => {
    const photo = `PHOTO;ENCODING=b:${'A'.repeat(MOST.rowBytes * 2)}`;
    const text = card('VERSION:3.0', 'FN:Ann', photo, 'TITLE:Boss');
    const [row] = await read(text, size);
    expect(row?.problem).toBeUndefined();
    expect(row?.cells.filter((cell) => cell !== '')).toEqual(['Ann', 'Boss']);
  });

  test('several in one file, each a row', async () => {
    const text = ['A', 'B', 'C'].map((name) => card('VERSION:4.0', `FN:${name}`)).join('\r\n');
    expect((await read(text)).map(({ row, cells }) => [row, cells[1]])).toEqual([
      [1, 'A'],
      [2, 'B'],
      [3, 'C'],
    ]);
  });

  test.each([
    ['another version', card('VERSION:2.1', 'FN:A'), null, 'not-readable'],
    ['no version', card('FN:A'), null, 'not-readable'],
    ['a line that is no property', card('VERSION:4.0', 'FN'), null, 'not-readable'],
    ['quoted-printable text', card('VERSION:3.0', 'FN;ENCODING=QUOTED-PRINTABLE:=E7'), 'FN', 'not-readable'],
    ['a value too long', card('VERSION:3.0', `TITLE:${'x'.repeat(MOST.cell + 1)}`), 'TITLE', 'too-long'],
  ])('with a problem: %s', async (_, text, column, code) => {
    const rows = await read(text + card('VERSION:4.0', 'FN:B'), 4096);
    expect(rows.map(({ problem }) => problem && [problem.column, problem.code])).toEqual([
      [column, code],
      undefined,
    ]);
  });

  test.each([
    ['nothing', 'empty', '\r\n'],
    ['no card', 'not-vcard', 'name,city\n'],
    ['a card that does not end', 'card-open', 'BEGIN:VCARD\nVERSION:4.0\nFN:A\n'],
    ['a card within a card', 'card-open', 'BEGIN:VCARD\nVERSION:4.0\nBEGIN:VCARD\n'],
    ['an endless line', 'not-vcard', 'x'.repeat(MOST.rowBytes + 10)],
  ])('or refused: %s', async (_, code, text) => {
    await expect(read(text, 4096)).rejects.toMatchObject({ code });
  });
});

describe('a vCard is written', () => {
  const words = fc
    .array(fc.constantFrom('Ann', '王', '👩‍🚀', '\\', ';', ',', '\n', '"', ':', 'n', ' x', 'é'.repeat(40)), {
      minLength: 1,
      maxLength: 8,
    })
    .map((parts) => parts.join('').trim() || 'A');
  const word = words.map((text) => text.replaceAll('\n', ' ').trim() || 'A');

  test('so that it is read as it was', async () => {
    await fc.assert(
      fc.asyncProperty(
        words,
        word,
        word,
        fc.uniqueArray(word, { maxLength: 4 }),
        async (name, street, city, tags) => {
          const address = { lines: [street, city], city, region: street, postalCode: '1', country: 'DE' };
          const text = toVcard({
            ...{ uid: 'abc', name, email: 'a@example.com', phone: '+4930123456', address, title: city },
            ...{ language: 'zh', timeZone: 'Asia/Shanghai', categories: tags, changedAt: 0 },
          });
          const [row] = await read(text);
          expect(row?.problem).toBeUndefined();
          expect(row?.cells).toEqual([
            ...['abc', name, '', '', 'a@example.com', '+4930123456', `${street}\n${city}`, city, street, '1'],
            ...['DE', '', city, 'zh', 'Asia/Shanghai'],
            tags.map((tag) => tag.replaceAll(/[\\;]/g, (one) => `\\${one}`)).join(';'),
          ]);
        },
      ),
      { seed, numRuns: 500 },
    );
  });

  test('in lines of 75 octets at most, ended by CR and LF', () => {
    const text = toVcard({ uid: 'abc', name: '王小明'.repeat(60), changedAt: 0 });
    const lines = text.split('\r\n');
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(lines.slice(0, 4)).toEqual([
      'BEGIN:VCARD',
      'VERSION:4.0',
      'UID;VALUE=text:abc',
      'REV:19700101T000000Z',
    ]);
    expect(text).not.toMatch(/[^\r]\n/);
  });
});
