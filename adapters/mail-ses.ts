import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { BatonError } from '../engine/errors.ts';
import type { Letter, Mail } from './ports.ts';
import { unsubscribeHeaders } from './unsubscribe-headers.ts';

/** A mail was not sent, or it is unknown whether it was. Says why by a code; never to whom. */
export class MailNotSent extends BatonError {
  readonly code = 'mail-not-sent';
  /** True where trying again is in vain. */
  readonly permanent: boolean;
  constructor(reason: string, permanent = false) {
    super(`The mail was not sent (${reason}).`, { reason });
    this.permanent = permanent;
  }
}

/**
 * Mail by Amazon SES, from an address that SES has verified. Each mail carries its key in the header
 * `X-Baton-Key`. Throws `MailNotSent`, without the cause: messages of SES may name addresses.
 */
export function createSesMail(client: SESv2Client, from: string): Mail {
  return {
    async send(letter) {
      const { key, to, subject, text, html } = letter;
      const headers = { 'X-Baton-Key': key, ...unsubscribeHeaders(letter) };
      const command = new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [mailbox(to)] },
        Content: {
          Simple: {
            Subject: { Data: subject, Charset: 'UTF-8' },
            Body: {
              Text: { Data: text, Charset: 'UTF-8' },
              ...(html === undefined ? {} : { Html: { Data: html, Charset: 'UTF-8' } }),
            },
            Headers: Object.entries(headers).map(([Name, Value]) => ({ Name, Value })),
          },
        },
      });
      try {
        await client.send(command);
      } catch (error) {
        throw new MailNotSent(error instanceof Error ? error.name : 'unknown');
      }
    },
  };
}

/** `"Name" <address>` as RFC 5322 wants it; a name beyond plain ASCII as RFC 2047 encoded words. */
function mailbox({ name, address }: Letter['to']): string {
  if (!/^[^\s<>()[\]\\,;:"@]+@[^\s<>()[\]\\,;:"@]+$/.test(address))
    throw new MailNotSent('address-not-usable', true);
  if (name === '') return address;
  return `${/^[ -~]*$/.test(name) ? quoted(name) : encodedWords(name)} <${address}>`;
}

function quoted(name: string): string {
  return `"${name.replaceAll(/["\\]/g, '\\$&')}"`;
}

/** An encoded word has at most 75 characters, which leaves 45 bytes of text; no character is divided. */
function encodedWords(name: string): string {
  const words: string[] = [];
  let word = '';
  for (const character of name) {
    if (Buffer.byteLength(word + character) > 45) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word].map((one) => `=?UTF-8?B?${Buffer.from(one).toString('base64')}?=`).join(' ');
}
