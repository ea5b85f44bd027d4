import { createHash } from 'node:crypto';
import type { Links } from '../../../adapters/links.ts';
import type { Version } from '../../../adapters/ports/records.ts';
import type { Customer } from '../../../records/kinds/customer.ts';
import type { Message } from '../../../records/kinds/message.ts';
import type { Templates } from '../../templates.ts';
import { CONSENT } from './may-touch.ts';
import type { TouchInput } from './touch.ts';

/** What is said to a customer, by which version of a template. */
export interface Said {
  readonly subject?: string;
  readonly text: string;
  readonly html?: string;
  /** Where a mail program unsubscribes. */
  readonly unsubscribe?: string;
  readonly template: NonNullable<Message['template']>;
}

export interface WriteDeps {
  readonly templates: Templates;
  readonly links: Pick<Links, 'signer'>;
  /** What the addresses of links begin with, without a slash at its end. */
  readonly publicUrl: string;
}

const UNSUBSCRIBE = { en: 'Unsubscribe', zh: '退订' } as const;

/**
 * Writes what a template says to a customer; undefined where there is none that fits the channel. Links that the template
 * asks for are signed, and a mail of news and offers always has one to unsubscribe. Throws `TooLong`, `StoreUnavailable`.
 */
export async function writeTo(
  { templates, links, publicUrl }: WriteDeps,
  { channel, what, purpose, step }: TouchInput & { readonly channel: 'mail' | 'sms' },
  { id, content: customer }: Version<Customer>,
  instance: string,
): Promise<Said | undefined> {
  const template = await templates.get(what);
  if (template === undefined) return undefined;
  const { sign } = await links.signer();
  const { language, timeZone = 'UTC' } = customer;
  const isMarketing = purpose === 'marketing';
  const unsubscribe = isMarketing ? `${publicUrl}/u/${sign('u', [id, CONSENT[channel]])}` : undefined;
  const link = (address: string, name = codeOf(address)) =>
    /^https?:\/\//i.test(address)
      ? `${publicUrl}/c/${sign('c', [instance, String(step), name, address])}`
      : address;
  const written = template.render({ customer, links: { unsubscribe } }, { language, timeZone, link });
  const { subject, text } = written;
  if (text === undefined || (channel === 'mail') !== (subject !== undefined)) return undefined;
  const ways = { word: UNSUBSCRIBE[language], unsubscribe };
  const said = { text, template: { id: what, version: template.version } };
  if (channel !== 'mail' || subject === undefined || unsubscribe === undefined) {
    return {
      ...said,
      ...(subject !== undefined && { subject }),
      ...(written.html !== undefined && { html: written.html }),
    };
  }
  return {
    ...{ ...said, subject, unsubscribe },
    text: text.includes(unsubscribe) ? text : `${text.trimEnd()}\n\n${ways.word}: ${unsubscribe}`,
    ...(written.html !== undefined && { html: withLink(written.html, unsubscribe, ways.word) }),
  };
}

/** The address stands in the page as it is: it has no sign that HTML knows. */
function withLink(html: string, address: string, word: string): string {
  if (html.includes(address)) return html;
  const line = `<p><a href="${address}">${word}</a></p>`;
  const end = html.search(/<\/body\s*>/i);
  return end < 0 ? `${html}\n${line}` : html.slice(0, end) + line + html.slice(end);
}

/** What an address is called where it is told of: nobody reads it out of that. */
function codeOf(address: string): string {
  return createHash('sha256').update(address).digest('base64url').slice(0, 8);
}
