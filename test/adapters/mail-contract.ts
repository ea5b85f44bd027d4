import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Letter, Mail } from '../../adapters/ports.ts';

/** What arrived, decoded as a mail program would. */
export interface Arrived {
  readonly key: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Its headers for unsubscribing, in this order; empty where it has none. */
  readonly unsubscribe: readonly string[];
}

export interface OpenedMail {
  readonly mail: Mail;
  arrived(): Promise<readonly Arrived[]>;
  close(): Promise<void>;
}

export const letter: Letter = {
  key: 'i-1/3/0',
  to: { name: 'John Doe', address: 'john@example.com' },
  subject: 'Your order',
  text: 'Thank you.\nPlease pay.',
};

/** What every way of sending mail does. */
export function mailContract(name: string, open: () => Promise<OpenedMail>): void {
  describe(`the mail contract: ${name}`, () => {
    let opened: OpenedMail;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    test.each<[string, Partial<Letter>]>([
      ['plain', {}],
      ['in Chinese', { subject: '您的订单 ORD-1', text: '感谢您的订单。\n请支付 ¥200.00。' }],
      ['long', { subject: 'x'.repeat(300), text: `${'word '.repeat(400)}end` }],
    ])('a letter that is %s arrives with its key, its address and its text', async (_, changes) => {
      const sent = { ...letter, ...changes };
      await opened.mail.send(sent);
      const [one, ...more] = await opened.arrived();
      expect(more).toEqual([]);
      expect(one).toMatchObject({ key: sent.key, subject: sent.subject });
      expect(one?.text.replaceAll('\r\n', '\n').trimEnd()).toBe(sent.text);
      expect(one?.to).toContain('<john@example.com>');
    });

    test.each(['John Doe', 'Doe, John "Johnny" \\ & Co.', '林美玲', `Ängström ${'ß'.repeat(60)} 👩‍👩‍👧`, ''])(
      'the name %j arrives',
      async (name) => {
        await opened.mail.send({ ...letter, to: { name, address: 'a@example.com' } });
        const [one] = await opened.arrived();
        expect(nameIn(one?.to ?? '')).toBe(name);
        expect(one?.to).toMatch(/^[ -~\r\n]*$/);
      },
    );

    test('a mail that can be unsubscribed from says where, and that one click is enough; no other does', async () => {
      const unsubscribe = `https://shop.example/u/${'x'.repeat(120)}`;
      await opened.mail.send({ ...letter, unsubscribe });
      await opened.mail.send({ ...letter, key: 'i-1/4/0' });
      const told = (await opened.arrived()).toSorted((a, b) => (a.key < b.key ? -1 : 1));
      expect(told.map((one) => one.unsubscribe)).toEqual([
        [`<${unsubscribe}>`, 'List-Unsubscribe=One-Click'],
        [],
      ]);
    });

    test('a name cannot smuggle in another header or another address', async () => {
      const name = 'Eve\r\nBcc: all@example.com\r\n\r\n<evil@example.com>';
      await opened.mail.send({ ...letter, to: { name, address: 'a@example.com' } });
      const [one] = await opened.arrived();
      expect(one?.to).toContain('<a@example.com>');
      expect(one?.to).toMatch(/^[ -~]*$/);
      expect(one?.to.match(/</g)).toHaveLength(1);
    });
  });
}

/** The display name of a mailbox as it stands in a header. */
function nameIn(mailbox: string): string {
  const name = mailbox.slice(0, Math.max(0, mailbox.indexOf('<'))).trim();
  if (name.startsWith('"')) return name.slice(1, -1).replaceAll(/\\(.)/g, '$1');
  return decodedWords(name);
}

/** RFC 2047 encoded words as text; the space between two of them belongs to neither. */
export function decodedWords(header: string): string {
  const joined = header.replaceAll(/\?=\s+=\?/g, '?==?');
  return joined.replaceAll(/=\?UTF-8\?([BQ])\?(.*?)\?=/gi, (_, encoding: string, word: string) => {
    if (encoding.toUpperCase() === 'B') return Buffer.from(word, 'base64').toString();
    const bytes = word.replaceAll('_', ' ').replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => {
      return String.fromCharCode(Number.parseInt(hex, 16));
    });
    return Buffer.from(bytes, 'latin1').toString();
  });
}
