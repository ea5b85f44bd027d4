import { describe, expect, test } from 'vitest';
import { prepare, type Template } from '../../templates/template.ts';

const fields = { customer: { name: 'text' } } as const;
const texts = { subject: 'Hi {{ customer.name }}', text: 'Hello {{ customer.name }}' };
const mail: Template = { channel: 'mail', languages: { en: texts, zh: { ...texts, subject: '你好' } } };

describe('a template', () => {
  test('renders every part in the reader’s language', () => {
    const ready = prepare(
      { ...mail, languages: { ...mail.languages, en: { ...texts, html: '<p>{{ customer.name }}' } } },
      fields,
    );
    if ('issues' in ready) throw new Error(JSON.stringify(ready.issues));
    const data = { customer: { name: 'A & B' } };
    expect(ready.render(data, { language: 'en', timeZone: 'UTC' })).toEqual({
      ...{ subject: 'Hi A & B', text: 'Hello A & B', html: '<p>A &amp; B' },
    });
    expect(ready.render(data, { language: 'zh', timeZone: 'UTC' })).toEqual({
      ...{ subject: '你好', text: 'Hello A & B' },
    });
  });

  test.each<[string, Template, string[]]>([
    [
      'a language is missing',
      { ...mail, languages: { en: texts } },
      ['zh subject this is missing', 'zh text this is missing'],
    ],
    [
      'a part is missing',
      { ...mail, languages: { ...mail.languages, zh: { subject: 'x' } } },
      ['zh text this is missing'],
    ],
    [
      'a part is empty',
      { ...mail, languages: { ...mail.languages, en: { ...texts, html: ' ' } } },
      ['en html this is empty'],
    ],
    [
      'a part is another channel’s',
      { ...mail, channel: 'sms' },
      ['en subject sms has no such part', 'zh subject sms has no such part'],
    ],
    [
      'a part is wrong',
      { ...mail, languages: { ...mail.languages, zh: { ...texts, text: '{{ x }}' } } },
      ['zh text there is no field x'],
    ],
  ])('is refused where %s', (_, template, wanted) => {
    const ready = prepare(template, fields);
    const issues = 'issues' in ready ? ready.issues : [];
    expect(issues.map(({ language, part, message }) => `${language} ${part} ${message}`)).toEqual(wanted);
  });
});
