import type { Records, Version } from '../../../adapters/ports/records.ts';
import type { Mail, Sms, Webhooks } from '../../../adapters/ports.ts';
import type { PerformScope } from '../../../engine/perform.ts';
import type { Customer } from '../../../records/kinds/customer.ts';
import { webhookKind } from '../../../records/kinds/webhook.ts';
import type { KeepLetter } from '../keep-letter.ts';
import { CONSENT } from './may-touch.ts';
import type { TouchInput } from './touch.ts';
import { type WriteDeps, writeTo } from './write.ts';

/** What is to reach a customer. */
interface Outgoing {
  /** What the customer must agree to where it is news and offers. */
  readonly consent: string;
  send(): Promise<void>;
  /** Keeps what was said, once it was sent. */
  keep(): Promise<void>;
}

export interface OutgoingDeps extends WriteDeps {
  readonly records: Pick<Records, 'of'>;
  readonly mail: Mail;
  readonly sms: Sms;
  readonly webhooks: Webhooks;
  readonly keep: KeepLetter;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

type Scope = Pick<PerformScope, 'key' | 'instance'>;
const nothing = async () => {};

/**
 * What a touch sends, by its channel; undefined where there is nothing to send: no template that fits, no webhook that is
 * active. Throws `TooLong`, `StoreUnavailable`.
 */
export async function outgoingOf(
  deps: OutgoingDeps,
  input: TouchInput,
  customer: Version<Customer>,
  scope: Scope,
): Promise<Outgoing | undefined> {
  const { channel } = input;
  // A person makes it.
  if (channel === 'call') return { consent: CONSENT.call, send: nothing, keep: nothing };
  if (channel === 'webhook') return callOf(deps, input, customer, scope);
  return letterOf(deps, { ...input, channel }, customer, scope);
}

async function letterOf(
  deps: OutgoingDeps,
  input: TouchInput & { readonly channel: 'mail' | 'sms' },
  customer: Version<Customer>,
  { key, instance }: Scope,
): Promise<Outgoing | undefined> {
  const { channel } = input;
  const said = await writeTo(deps, input, customer, instance);
  if (said === undefined) return undefined;
  const { subject, text, html, unsubscribe, template } = said;
  const { name, email: address = '', phone = '' } = customer.content;
  return {
    consent: CONSENT[channel],
    send: () =>
      channel === 'sms'
        ? deps.sms.send({ key, to: phone, text })
        : deps.mail.send({
            ...{ key, to: { name, address }, subject: subject ?? '', text },
            ...(html !== undefined && { html }),
            ...(unsubscribe !== undefined && { unsubscribe }),
          }),
    keep: () =>
      deps.keep({
        letter: { key, text, ...(subject !== undefined && { subject }) },
        channel: channel === 'sms' ? 'sms' : 'email',
        ...{ customer: customer.id, instance, template },
      }),
  };
}

/** Another system hears whose turn it is, in ids and codes: whatever more it needs, it reads by the API. */
async function callOf(
  { records, webhooks, now }: OutgoingDeps,
  { what, campaign, sequence, step }: TouchInput,
  { id: customer }: Version<Customer>,
  { key, instance }: Scope,
): Promise<Outgoing | undefined> {
  const webhook = (await records.of(webhookKind).get(what))?.content;
  if (webhook?.active !== true) return undefined;
  const { url, secret, consent } = webhook;
  return {
    consent,
    send() {
      const at = now();
      const about = { customer, outreach: instance, ...(campaign !== undefined && { campaign }) };
      const body = { type: 'outreach.touch', ...about, sequence, step, at: new Date(at).toISOString() };
      return webhooks.send({ key, url, secret, at, body });
    },
    keep: nothing,
  };
}
