import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsvColumns } from '../../exchange/csv-reader.ts';
import { BYTE_ORDER_MARK, toCsv } from '../../exchange/csv-writer.ts';
import { neutralCell, plainCell } from '../../exchange/formula.ts';
import { MOST } from '../../exchange/rows.ts';
import { seed } from '../engine/seed.ts';
import { readBytes } from './read.ts';

const utf8 = (text: string) => Buffer.from(text);
/** "姓名,城市" and "王小明,北京" as a Chinese spreadsheet saves them. */
const GBK = Buffer.from('d0d5c3fb2cb3c7cad00d0acdf5d0a1c3f72cb1b1bea90d0a', 'hex');

describe('a CSV file is read', () => {
  test.each([
    ['UTF-8', utf8('name,city\nAnn,Köln\n')],
    ['UTF-8 with a byte order mark', utf8('\ufeffname,city\nAnn,Köln\n')],
    ['UTF-16 as “Unicode text”', Buffer.from('\ufeffname\tcity\r\nAnn\tKöln\r\n', 'utf16le')],
    ['semicolons', utf8('name;city\nAnn;Köln')],
    ['tabs', utf8('name\tcity\nAnn\tKöln')],
    ['CR and LF', utf8('name,city\r\nAnn,Köln\r\n')],
    ['CR alone', utf8('name,city\rAnn,Köln\r')],
    ['quotes', utf8('"name","city"\n"Ann","Köln"')],
    ['blanks around names', utf8(' name , city \nAnn,Köln')],
    ['a delimiter within quotes', utf8('"name",city\n"Ann",Köln')],
    ['lines in front', utf8('\n\r\nname,city\nAnn,Köln')],
  ])('with %s', async (_, bytes) => {
    const { columns, rows } = await readBytes(bytes);
    expect(columns).toEqual(['name', 'city']);
    expect(rows.map(({ cells }) => cells)).toEqual([['Ann', 'Köln']]);
  });

  test('with GB18030, GBK within it', async () => {
    const { columns, rows } = await readBytes(GBK);
    expect(columns).toEqual(['姓名', '城市']);
    expect(rows[0]?.cells).toEqual(['王小明', '北京']);
  });

  test('with lines, quotes and delimiters in a cell', async () => {
    const { rows } = await readBytes(utf8('a,b\n"1\r\n2","x ""y"", z"\n'));
    expect(rows[0]?.cells).toEqual(['1\r\n2', 'x "y", z']);
  });

  test('with rows counted as a spreadsheet counts, empty ones left out, ragged ones named', async () => {
    const { rows } = await readBytes(utf8('a,b\n1,2\n\n , \n3\n4,5,6\n7,8'));
    expect(rows.map(({ row, problem }) => [row, problem?.code])).toEqual([
      [2, undefined],
      [5, 'ragged'],
      [6, 'ragged'],
      [7, undefined],
    ]);
    expect(rows[1]?.problem).toEqual({
      column: null,
      code: 'ragged',
      message: 'has 1 cells where there are 2 columns',
    });
  });

  test('with a cell too large as a problem of its row', async () => {
    const { rows } = await readBytes(utf8(`a,b\n1,${'x'.repeat(MOST.cell + 1)}\n3,4`), 4096);
    expect(rows.map(({ row, problem }) => [row, problem?.column, problem?.code])).toEqual([
      [2, 'b', 'too-long'],
      [3, undefined, undefined],
    ]);
  });
});

describe('a CSV file is refused', () => {
  test.each([
    ['empty', 'empty', utf8('')],
    ['of blank lines', 'empty', utf8('\n\r\n \n')],
    ['of no text', 'encoding', Buffer.from([0x61, 0xff, 0xff, 0x2c])],
    ['with a column twice', 'column-twice', utf8('a,b,a\n1,2,3')],
    ['with no column', 'no-column', utf8(',,\n1,2,3')],
    ['with too many columns', 'too-many-columns', utf8(Array.from({ length: 201 }, (_, n) => n).join())],
    ['with a quote that does not end', 'quotes', utf8('a,b\n"1,2\n3,4')],
    ['with text behind a quote', 'quotes', utf8('a,b\n"1"x,2')],
    ['with a row too large', 'row-too-large', utf8(`a,b\n"${'x\n'.repeat(MOST.rowBytes)}`)],
    ['with one endless line', 'row-too-large', utf8('x'.repeat(MOST.rowBytes * 2))],
  ])('%s', async (_, code, bytes) => {
    await expect(readBytes(bytes, 65_536)).rejects.toMatchObject({ name: 'FileFlaw', code });
  });

  test('without a word of what it says', async () => {
    const error = await readBytes(utf8('a,b\n"secret"x,2')).catch((caught: Error) => caught);
    expect(JSON.stringify([(error as Error).message, error])).not.toContain('secret');
    expect((error as Error).message).toContain('line 2');
  });
});

describe('the columns alone', () => {
  test('are read of a text that is cut off within quotes', async () => {
    async function* text() {
      yield 'name;city\n"An';
    }
    expect(await readCsvColumns(text())).toEqual(['name', 'city']);
  });
});

describe('a cell that is written', () => {
  const wild = fc.array(
    fc.oneof(
      fc.constantFrom(
        '=',
        '+',
        '-',
        '@',
        '\t',
        '\r',
        '\n',
        '＝',
        '＋',
        '－',
        '＠',
        "'",
        '"',
        ',',
        ';',
        '\\',
        ' ',
      ),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    ),
    { maxLength: 6 },
  );
  const cell = wild.map((parts) => parts.join(''));

  test('is run by no spreadsheet, and read as it was', () => {
    fc.assert(
      fc.property(cell, (text) => {
        expect(neutralCell(text)).not.toMatch(/^\s*[=+\-@\t\r\n＝＋－＠]/);
        expect(plainCell(neutralCell(text))).toBe(text);
      }),
      { seed, numRuns: 5000 },
    );
  });

  test('comes back in its row and its column, byte for byte', async () => {
    const table = fc.array(fc.tuple(fc.constant('x'), cell, cell), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 50 }), async (rows, size) => {
        const bytes = Buffer.from(BYTE_ORDER_MARK + toCsv([['a', 'b', 'c'], ...rows]));
        expect((await readBytes(bytes, size)).rows.map(({ cells }) => cells)).toEqual(rows);
      }),
      { seed, numRuns: 500 },
    );
  });

  test.each([
    ['=HYPERLINK("https://example.com")', `'=HYPERLINK("https://example.com")`],
    ['+8613800138000', "'+8613800138000"],
    ['＝1+1', "'＝1+1"],
    ["'=1", "''=1"],
    [' =1+1', "' =1+1"],
    ['\u00a0@x', "'\u00a0@x"],
    [' 1', ' 1'],
    ["O'Brien", "O'Brien"],
    ["'tis", "'tis"],
    ['1-2', '1-2'],
  ])('%s stands there as %s', (text, written) => {
    expect(neutralCell(text)).toBe(written);
  });

  test('is not cut in two by a reader that expects another delimiter', () => {
    expect(toCsv([['a;b', 'c\td', 'e,f', 'g']])).toBe('"a;b","c\td","e,f",g\r\n');
  });
});
