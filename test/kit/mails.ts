import type { Letter, Mail, ShortMessage, Sms, WebhookCall, Webhooks } from '../../adapters/ports.ts';
import type { Templates } from '../../functions/templates.ts';

/** A mail that was sent. */
export interface SentMail extends Letter {
  /** The id of the template that said it. */
  readonly template?: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Remembers every mail, in order; one that came twice under its key is there twice. */
export function createMails(now: () => number) {
  const sent: SentMail[] = [];
  let asked: string | undefined;
  const mail: Mail = {
    async send(letter) {
      sent.push({ ...letter, at: now(), ...(asked !== undefined && { template: asked }) });
    },
  };
  const texts: (ShortMessage & { readonly at: number })[] = [];
  const sms: Sms = { send: async (message) => void texts.push({ ...message, at: now() }) };
  const calls: WebhookCall[] = [];
  const webhooks: Webhooks = { send: async (call) => void calls.push(call) };
  return {
    sent,
    /** Every short message, in order. */
    texts,
    sms,
    /** Every call of another system, in order. */
    calls,
    webhooks,
    mail,
    /** The same templates; the one that was asked for last is that of the next mail. */
    noticed: (templates: Templates): Templates => ({
      async get(id) {
        asked = id;
        return templates.get(id);
      },
    }),
  };
}
