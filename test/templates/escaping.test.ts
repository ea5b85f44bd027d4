import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '../../templates/compile.ts';
import { asText } from '../../templates/escape.ts';
import type { Fields } from '../../templates/fields.ts';
import { seed } from '../engine/seed.ts';
import { hostile } from './hostile.ts';
import { readPage } from './page.ts';

/** Fields by where they are printed: in a text, a quoted attribute, as an address, as a part of one. */
const fields: Fields = {
  c: { text: 'text', word: 'text', address: 'text', part: 'text', yes: 'boolean', list: ['text'] },
};
const reader = { language: 'en', timeZone: 'Europe/Berlin' } as const;
const again = `again with BATON_SEED=${seed}`;
const marks = { text: 'MARKTEXT', word: 'MARKWORD', address: 'https://ok.example/', part: 'MARKPART' };
type Values = typeof marks;

const values: fc.Arbitrary<Values> = fc.record({
  text: hostile,
  word: hostile,
  address: fc.oneof(
    hostile,
    hostile.map((end) => `https://${end}`),
  ),
  part: hostile,
});

/** Pieces of pages that are well made. */
const { page } = fc.letrec<{ page: string; piece: string }>((tie) => ({
  page: fc.array(tie('piece'), { maxLength: 4 }).map((pieces) => pieces.join('')),
  piece: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('words ', '{{ c.text }}', '{{- c.text -}}', '<br/>', '<!-- <b> -->', '&amp; &lt;'),
    fc.constantFrom(
      `<img src="{{ c.address }}" alt='{{ c.word }}'>`,
      '<IMG alt = "a {{ c.word }} b" width=\'{{ c.word }}\' src="https://a.example/{{ c.part }}.png">',
      '<style>p > b { color: red }</style>',
    ),
    tie('page').map((inner) => `<p class="x">${inner}</p>`),
    tie('page').map((inner) => `<b title='{{ c.word }}' lang="en">${inner}</b>`),
    tie('page').map((inner) => `<a href="{{ c.address }}" title="{{ c.word }}">${inner}</a>`),
    tie('page').map((inner) => `<a href='https://a.example/o/{{ c.part }}?q={{ c.part }}#x'>${inner}</a>`),
    tie('page').map((inner) => `<a href="/o?q=1&r={{ c.part }}">${inner}</a>`),
    tie('page').map((inner) => `{% if c.yes %}${inner}{% else %}<i>{{ c.text }}</i>{% endif %}`),
    tie('page').map((inner) => `{% for one in c.list %}{{ one }}${inner}{% endfor %}`),
    tie('page').map((inner) => `<div {% if c.yes %}title="{{ c.word }}"{% endif %}>${inner}</div>`),
  ),
}));

function rendered(source: string, { ...given }: Values): string | undefined {
  const compiled = compile(source, 'html', fields);
  if ('issues' in compiled) return undefined;
  const c = { ...given, yes: true, list: [given.text, given.text] };
  return compiled.render({ c }, reader);
}

describe('a page of HTML', () => {
  test(`shows every value as it is, and nothing of it as HTML (seed ${seed}, ${again})`, () => {
    fc.assert(
      fc.property(page, values, (source, given) => {
        // Loops may lie too deep in each other; and where there is no text, browsers mend HTML in another way.
        fc.pre(source.split('{% for').length <= 3 && asText(given.text).trim() !== '');
        const wanted = readPage(rendered(source, marks) ?? 'refused');
        const found = readPage(rendered(source, given) ?? '');
        expect(found.shape).toBe(wanted.shape);
        expect(found.texts.join('')).toBe(
          wanted.texts.join('').replaceAll(marks.text, () => asText(given.text)),
        );
        for (const [at, { name, value }] of found.attributes.entries()) {
          const own = wanted.attributes[at]?.value ?? '';
          if (name === 'href' || name === 'src') checkAddress(value, own, given);
          else expect(value).toBe(own.replaceAll(marks.word, () => asText(given.word)));
        }
      }),
      { seed, numRuns: 2000 },
    );
  });

  test(`whatever template is accepted, no value changes what its page is made of (seed ${seed}, ${again})`, () => {
    let accepted = 0;
    fc.assert(
      fc.property(broken, values, (source, given) => {
        const found = rendered(source, given);
        if (found === undefined || !Object.values(given).every((value) => asText(value).trim() !== ''))
          return;
        accepted += 1;
        expect(readPage(found).shape).toBe(readPage(rendered(source, marks) ?? '').shape);
      }),
      { seed, numRuns: 3000 },
    );
    expect(accepted).toBeGreaterThan(300);
  });
});

/** An address leads where the template says, or where the value says and only by mail, telephone or the web. */
function checkAddress(value: string, own: string, given: Values): void {
  if (own === marks.address) {
    expect(['#', asText(given.address).trim()]).toContain(value);
    expect(value).toMatch(/^(?:#$|https?:\/\/|mailto:|tel:)/i);
    return;
  }
  const [here, there] = [own, value].map((address) => new URL(address, 'https://base.example'));
  expect(there?.origin).toBe(here?.origin);
  expect(value).toBe(own.replaceAll(marks.part, () => encoded(given.part)));
}

function encoded(part: string): string {
  return encodeURIComponent(asText(part)).replaceAll("'", '%27');
}

const PIECES = [
  ...['<', '>', '"', "'", '=', '/', ' ', '\n', '<!--', '-->', '--!>', '<!', '</', '<p', '</p>', '</style>'],
  ...['<a href=', '<a href="', "<a title='", '<style>', '<title>', '</title>', '<b ', 'onclick="', 'style="'],
  ...[
    '<img src="',
    ' alt="',
    'javascript:',
    'https://a.example',
    '<svg>',
    '<script>',
    '<textarea>',
    '<option>',
  ],
  ...['{{ c.text }}', '{{ c.word }}', '{{ c.address }}', '{{ c.part }}', '{{- c.text -}}'],
  ...['{% if c.yes %}', '{% else %}', '{% endif %}', '{% unless c.yes %}', '{% endunless %}'],
  ...['{% for one in c.list %}', '{% endfor %}', '{{ one }}', '{% comment %}', '{% endcomment %}'],
];

/** Pages that are well made, or were before something was put in, taken out or doubled; and heaps of pieces. */
const broken: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join('')),
  fc
    .tuple(
      page,
      fc.array(fc.tuple(fc.double({ noNaN: true, min: 0, max: 1 }), fc.nat(3), fc.constantFrom(...PIECES)), {
        maxLength: 3,
      }),
    )
    .map(([source, changes]) =>
      changes.reduce((text, [where, cut, piece]) => {
        const at = Math.floor(where * text.length);
        return text.slice(0, at) + (cut % 2 === 0 ? piece : '') + text.slice(at + cut);
      }, source),
    ),
);

describe('a text', () => {
  const print = (form: 'line' | 'text', text: string) => {
    const compiled = compile('a {{ c.text }} b', form, fields);
    return 'render' in compiled ? compiled.render({ c: { text } }, reader) : '';
  };

  test(`holds no control characters, and a subject is one line (seed ${seed}, ${again})`, () => {
    fc.assert(
      fc.property(hostile, (value) => {
        expect(print('line', value)).toMatch(
          /^a [^\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]{0,400} b$/u,
        );
        expect(print('text', value)).toMatch(/^a (?:[^\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]|[\n\t])* b$/u);
      }),
      { seed, numRuns: 2000 },
    );
  });

  test.each([
    ['a line break', 'x\r\nBcc: y', 'a x Bcc: y b', 'a x\nBcc: y b'],
    ['a tab', 'x\ty', 'a x y b', 'a x\ty b'],
    ['a terminal’s escape', '\u001b[31mx', 'a [31mx b', 'a [31mx b'],
    ['a sign that turns the direction', 'x\u202ey', 'a xy b', 'a xy b'],
    ['half a character', 'x\ud800y', 'a xy b', 'a xy b'],
    ['what HTML escapes', '<b>"&', 'a <b>"& b', 'a <b>"& b'],
    ['a long value', '字'.repeat(300), `a ${'字'.repeat(199)}… b`, `a ${'字'.repeat(300)} b`],
  ])('%s', (_, value, line, text) => {
    expect([print('line', value), print('text', value)]).toEqual([line, text]);
  });
});
