import { describe, expect, test } from 'vitest';
import { compile, TooLong } from '../../templates/compile.ts';
import type { Fields } from '../../templates/fields.ts';
import type { Form } from '../../templates/medium.ts';

const fields: Fields = {
  customer: {
    ...{ name: 'text', since: 'date', born: 'day', phone: 'phone', vip: 'boolean', tags: ['text'] },
    address: { city: 'text' },
  },
  order: { totalMinor: 'number', currency: 'text', lines: [{ article: 'text', parts: [{ code: 'text' }] }] },
};
const lines = [{ article: 'OAK', parts: [{ code: 'a' }, { code: 'b' }] }, { article: 'ASH' }];
const data = {
  customer: {
    ...{
      name: 'Li',
      since: Date.UTC(2026, 0, 1, 23, 5),
      born: '2026-01-01',
      phone: '+4930123456',
      vip: true,
    },
    tags: ['new', '', 'oak'],
  },
  order: { totalMinor: 123450, currency: 'EUR', lines },
};
const english = { language: 'en', timeZone: 'Europe/Berlin' } as const;
const chinese = { language: 'zh', timeZone: 'Asia/Shanghai' } as const;

function issuesOf(source: string, form: Form = 'text'): string[] {
  const compiled = compile(source, form, fields);
  if (!('issues' in compiled)) return [];
  return compiled.issues.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

function print(
  source: string,
  given: unknown = data,
  reader: typeof english | typeof chinese = english,
): string {
  const compiled = compile(source, 'text', fields);
  if ('issues' in compiled) throw new Error(JSON.stringify(compiled.issues));
  return compiled.render(given, reader);
}

describe('is refused before it is published, with line and column:', () => {
  test.each<[string, string, RegExp[], Form?]>([
    ['a field that is not declared', 'Hi\n  {{ customer.nome }}', [/^2:6 there is no field customer.nome$/]],
    ['each of them', '{{ a }}\n{{ b.c }}', [/^1:4 .* a$/, /^2:4 .* b.c$/]],
    ['one in a condition', '{% if customer.vip and order.paid %}x{% endif %}', [/^1:24 .* order.paid$/]],
    ['one in a case', '{% case order.currency %}{% when x %}{% endcase %}', [/^1:34 .* x$/]],
    ['one in a loop', '{% for l in order.lines %}{{ l.price }}{% endfor %}', [/^1:30 .* l.price$/]],
    ['one that a loop goes over', '{% for l in order.rows %}{% endfor %}', [/^1:13 .* order.rows$/]],
    ['one that limits a loop', '{% for l in order.lines limit: n %}{% endfor %}', [/^1:32 .* n$/]],
    ['one in an argument', '{{ order.totalMinor | money: currency }}', [/^1:1 .* money .* currency$/]],
    ['a loop’s element after the loop', '{% for l in order.lines %}{% endfor %}{{ l }}', [/^1:42 .* l$/]],
    ['a property that every object has', '{{ customer.constructor }}{{ toString }}', [/^1:4/, /^1:30/]],
    ['a field named by another', '{{ customer[order.currency] }}', [/^1:4 a field is named by a word/]],
    ['a group', '{{ customer }}', [/^1:4 this is group/]],
    ['a list', '{{ customer.tags }}', [/^1:4 this is list/]],
    ['a date without its filter', '{{ customer.since }}', [/^1:4 this is date/]],
    ['a yes or no', '{{ customer.vip }}', [/^1:4 this is boolean/]],
    ['a loop over no list', '{% for x in customer %}{% endfor %}', [/^1:13 a loop goes over a list/]],
    ['a loop over numbers', '{% for x in (1..9) %}{% endfor %}', [/^1:13 this is neither/]],
    ['a comparison that is printed', '{{ customer.name == "x" }}', [/^1:1 a field is printed/]],
    [
      'a filter of another type',
      '{{ order.totalMinor | date }}',
      [/^1:1 .* takes date or day, and this is number/],
    ],
    ['money without its currency', '{{ order.totalMinor | money }}', [/^1:1 .* needs an argument/]],
    ['an argument of another type', '{{ customer.name | truncate: "x" }}', [/^1:1 .* takes number/]],
    ['an argument that is no style', '{{ customer.born | date: "%Y" }}', [/^1:1 .* takes one of "long"/]],
    ['too many arguments', '{{ customer.name | upcase: 1 }}', [/^1:1 .* too many/]],
    ['an argument with a name', '{{ customer.name | truncate: to: 1 }}', [/^1:1 .* without names/]],
    ['the filter raw', 'x {{ customer.name | raw }}', [/^1:3 undefined filter: raw$/]],
    ['a filter that nobody has', '{{ customer.name | shout }}', [/^1:1 undefined filter: shout$/]],
    ...[
      'include',
      'render',
      'layout',
      'block',
      'assign',
      'capture',
      'echo',
      'liquid',
      'raw',
      'increment',
    ].map((tag): [string, string, RegExp[]] => [
      `the tag ${tag}`,
      `x\n{% ${tag} x %}`,
      [/^2:1 tag ".*" not found$/],
    ]),
    ['an output without an end', 'x\n {{ customer.name', [/^2:2 output .* not closed$/]],
    ['a block without an end', '{% if customer.vip %}', [/^1:1 tag .* not closed$/]],
    ['nothing to print', '{{ }}', [/^1:4 invalid value/]],
    ['what is too long', 'x'.repeat(50_001), [/^1:1 /]],
    ['blocks without end', '{% if customer.vip %}'.repeat(1500), [/^\d+:\d+ /]],
    [
      'blocks that lie too deep',
      '{% if customer.vip %}'.repeat(21) + '{% endif %}'.repeat(21),
      [/too deep in each other/],
    ],
    [
      'loops that lie too deep',
      '{% for a in order.lines %}'.repeat(3) + '{% endfor %}'.repeat(3),
      [/^1:53 loops lie too deep/],
    ],
    ['a subject of two lines', 'a\n{{ customer.name }}', [/^1:2 a subject is one line/], 'line'],
    ['an element that runs something', '<p>\n<script>x</script>', [/^2:1 the element script/], 'html'],
    ['an attribute that runs something', '<p ONclick="x">', [/^1:4 the attribute onclick/], 'html'],
    ['a value in a tag', '<p {{ customer.name }}>', [/^1:4 nothing is printed into a tag/], 'html'],
    ['a value as a tag', '<{{ customer.name }}>', [/^1:1 this < begins no whole tag/], 'html'],
    ['a value as a part of a tag', '<b{{ customer.name }}>', [/^1:1 this < begins no whole tag/], 'html'],
    ['a value without quotes', '<p title={{ customer.name }}>', [/^1:4 .* a value stands in quotes/], 'html'],
    ['a value in a comment', '<!-- {{ customer.name }} -->', [/^1:1 this < begins no whole tag/], 'html'],
    ['a value in a style', '<style>p { {{ customer.name }} }</style>', [/^1:7 a style holds/], 'html'],
    [
      'a value in an attribute of no words',
      '<p style="{{ customer.name }}">',
      [/^1:11 .* style of p/],
      'html',
    ],
    [
      'a value in another’s address',
      '<link2 href="{{ customer.name }}">',
      [/^1:14 .* href of link2/],
      'html',
    ],
    ['a host that is printed', '<a href="https://{{ customer.name }}/">', [/^1:18 an address is/], 'html'],
    ['the end of a host that is printed', '<a href="https://a.b{{ customer.name }}">', [/^1:21 /], 'html'],
    ['a host after two slashes', '<a href="//{{ customer.name }}">', [/^1:12 an address is/], 'html'],
    ['an address that runs something', '<a href="javascript:{{ customer.name }}">', [/^1:21 /], 'html'],
    ['one that hides it', '<a href="java&#115;cript:{{ customer.name }}">', [/^1:26 /], 'html'],
    ['half a tag in a block', '{% if customer.vip %}<a title="{% endif %}">', [/^1:1 a block ends/], 'html'],
    ['a value that does not end', '<a title="{{ customer.name }}', [/^1:30 the text ends inside/], 'html'],
    ['a sign that is no tag', 'a < b', [/^1:3 .*&lt;/], 'html'],
  ])('%s', (_, source, wanted, form) => {
    const found = issuesOf(source, form);
    expect(found).toEqual(wanted.map((pattern) => expect.stringMatching(pattern)));
  });
});

describe('prints', () => {
  test.each([
    ['a field, and one of a group', '{{ customer.name }}{{ customer.address.city }}', 'Li', 'Li'],
    ['a text of its own', '{{ "x" }}{{ 5 }}', 'x5', 'x5'],
    [
      'what a condition chooses',
      '{% if order.totalMinor > 5 and customer.vip %}a{% else %}b{% endif %}',
      'a',
      'a',
    ],
    [
      'what a case chooses',
      '{% case order.currency %}{% when "USD", "EUR" %}a{% else %}b{% endcase %}',
      'a',
      'a',
    ],
    ['nothing of what is not there', '{% unless customer.address.city %}none{% endunless %}', 'none', 'none'],
    [
      'a list',
      '{% for l in order.lines %}{{ forloop.index }} {{ l.article }}{% unless forloop.last %}, {% endunless %}{% else %}none{% endfor %} of {{ order.lines.size }}',
      '1 OAK, 2 ASH of 2',
      '1 OAK, 2 ASH of 2',
    ],
    [
      'a list in a list',
      '{% for l in order.lines %}{% for p in l.parts %}{{ p.code }}{% endfor %}.{% endfor %}',
      'ab..',
      'ab..',
    ],
    [
      'part of a list',
      '{% for l in order.lines limit: 1 offset: 1 %}{{ l.article }}{% endfor %}',
      'ASH',
      'ASH',
    ],
    ['no comment', 'a{% comment %} {{ nothing }} {% endcomment %}{% # note %}b', 'ab', 'ab'],
    ['money', '{{ order.totalMinor | money: order.currency }}', '€1,234.50', '€1,234.50'],
    ['money of no digits', '{{ order.totalMinor | money: "JPY" }}', '¥123,450', 'JP¥123,450'],
    ['money of three digits', '{{ order.totalMinor | money: "IQD" }}', 'IQD 123.450', 'IQD 123.450'],
    ['money of no currency', '{{ order.totalMinor | money: "euro" }}', '1,234.50', '1,234.50'],
    ['a number', '{{ order.totalMinor | number }}', '123,450', '123,450'],
    ['a moment, where the reader is', '{{ customer.since | date }}', 'January 2, 2026', '2026年1月2日'],
    ['its time', '{{ customer.since | date: "time" }}', '12:05 AM', '07:05'],
    ['both', '{{ customer.since | date: "full" }}', 'January 2, 2026 at 12:05 AM', '2026年1月2日 07:05'],
    ['a day, which is the same everywhere', '{{ customer.born | date: "short" }}', '1/1/26', '2026/1/1'],
    ['a weekday', '{{ customer.born | date: "weekday" }}', 'Thursday, January 1, 2026', '2026年1月1日星期四'],
    ['a phone number', '{{ customer.phone | phone }}', '+49 30 123456', '+49 30 123456'],
    ['a list in a line', '{{ customer.tags | join: ", " }}', 'new, oak', 'new, oak'],
    ['a default', '{{ customer.address.city | default: "there" | upcase }}', 'THERE', 'THERE'],
    ['less of a text', '{{ "abcdef" | truncate: 4 | downcase }}', 'abc…', 'abc…'],
  ])('%s', (_, source, inEnglish, inChinese) => {
    // ICU sets spaces that do not break.
    const found = [english, chinese].map((reader) =>
      print(source, data, reader).replaceAll(/[\u00a0\u202f]/g, ' '),
    );
    expect(found).toEqual([inEnglish, inChinese]);
  });

  test.each([null, {}, { customer: 5, order: null }, { customer: { name: {}, tags: 'x', since: 'x' } }])(
    'nothing, and no error, for what is not given: %j',
    (given) => {
      const all =
        '{{ customer.name }}{{ customer.since | date }}{{ customer.born | date }}{{ customer.phone | phone }}{{ customer.tags | join: "," }}{{ customer.name | truncate: 5 | upcase }}{{ order.totalMinor | money: order.currency }}{{ order.totalMinor | number }}{% for l in order.lines %}{{ l.article }}{% endfor %}{% if customer.vip %}x{% endif %}{% case order.currency %}{% when "x" %}y{% endcase %}';
      expect(print(all, given)).toBe('');
    },
  );

  test('nothing that is not declared, or inherited', () => {
    const given = Object.create({ customer: { name: 'inherited' } });
    expect(print('{{ customer.name }}', given)).toBe('');
  });
});

describe('an endless text is given up:', () => {
  const many = (length: number) => Array.from({ length }, () => ({ article: 'x'.repeat(500) }));

  test.each([
    ['its length', '{% for l in order.lines %}{{ l.article }}{% endfor %}', 450],
    ['its rounds', '{% for l in order.lines %}{% for m in order.lines %}{% endfor %}{% endfor %}', 101],
  ])('%s', (_, source, length) => {
    expect(() => print(source, { order: { lines: many(length) } })).toThrow(TooLong);
    expect(print(source, { order: { lines: many(5) } }).length).toBeLessThan(5000);
  });

  test('500 elements of a list are seen', () => {
    expect(print('{{ order.lines.size }}', { order: { lines: many(501) } })).toBe('500');
  });
});
