import { describe, expect, test } from 'vitest';
import { mappingFlaw, suggestColumns } from '../../exchange/columns.ts';
import { VCARD_COLUMNS } from '../../exchange/vcard-reader.ts';
import type { FieldDeclaration } from '../../records/fields.ts';

const declared = new Map<string, FieldDeclaration>([
  [
    'level',
    {
      ...{ of: 'customer', type: 'text', title: { en: 'Level', zh: '等级' } },
      ...{ personal: true, searchable: false, choices: [] },
    },
  ],
]);
const fields = (...columns: string[]) => suggestColumns(columns, declared).map(({ field }) => field);

describe('columns are taken for', () => {
  test.each([
    [
      'English',
      ['Full Name', 'E-Mail', 'Mobile_Phone', 'ZIP code', 'Country'],
      ['name', 'email', 'phone', 'address.postalCode', 'address.country'],
    ],
    [
      'Chinese',
      ['姓名', '邮箱', '手机', '地址', '标签', '等级'],
      ['name', 'email', 'phone', 'address.lines', 'tags', 'fields.level'],
    ],
    [
      'the names of an export',
      ['name', 'address.city', 'consent.sms', 'timeZone', 'fields.level', 'customer', 'createdAt'],
      ['name', 'address.city', 'consent.sms', 'timeZone', 'fields.level', null, null],
    ],
    ['the first of two of a kind', ['Phone', 'Mobile'], ['phone', null]],
    ['lines of an address, one each', ['Street', 'Address line 2'], ['address.lines', 'address.lines']],
    ['nothing', ['', 'Lucky number', '__proto__', 'constructor'], [null, null, null]],
  ])('%s', (_, columns, wanted) => {
    expect(fields(...columns)).toEqual(wanted);
  });

  test('those of a vCard, all but what customers do not have', () => {
    const none = suggestColumns(VCARD_COLUMNS, declared).filter(({ field }) => field === null);
    expect(none.map(({ column }) => column)).toEqual(['UID', 'ORG']);
  });
});

test('columns of an export are their own fields, whatever other fields are called', () => {
  const text = { of: 'customer', type: 'text', personal: false, searchable: false, choices: [] } as const;
  const alike = new Map<string, FieldDeclaration>([
    ['vipClass', { ...text, title: { en: 'Customer', zh: '客户号' } }],
    ['vipclass', { ...text, title: { en: 'Class', zh: '等级' } }],
  ]);
  const columns = ['customer', 'E-Mail', 'email', 'fields.vipClass', 'fields.vipclass'];
  expect(suggestColumns(columns, alike).map(({ field }) => field)).toEqual([
    ...[null, null, 'email', 'fields.vipClass', 'fields.vipclass'],
  ]);
});

describe('a mapping', () => {
  const columns = ['a', 'b', ''];
  test.each([
    ['of no column', [{ column: 'c', field: 'name' }], [0, 'column']],
    ['of a column without a name', [{ column: '', field: 'name' }], [0, 'column']],
    [
      'of a column twice',
      [
        { column: 'a', field: 'name' },
        { column: 'a', field: 'email' },
      ],
      [1, 'column'],
    ],
    ['to no field', [{ column: 'a', field: 'aliases' }], [0, 'field']],
    ['to a field that was not declared', [{ column: 'a', field: 'fields.other' }], [0, 'field']],
    [
      'to a field twice',
      [
        { column: 'a', field: 'name' },
        { column: 'b', field: 'name' },
      ],
      [1, 'field'],
    ],
    ['without a name', [{ column: 'a', field: 'email' }], [1, 'field']],
  ] as const)('%s is refused', (_, mapping, [at, key]) => {
    expect(mappingFlaw(mapping, columns, declared)).toMatchObject({ at, key });
  });

  test.each([
    ['name', 'fields.level'],
    ['name.family', 'email'],
    ['name', 'consent.wechat'],
  ])('to %s and %s is fine', (first, second) => {
    const mapping = [
      { column: 'a', field: first },
      { column: 'b', field: second },
    ];
    expect(mappingFlaw(mapping, columns, declared)).toBeUndefined();
  });
});
