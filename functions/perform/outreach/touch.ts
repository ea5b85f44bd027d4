import type { Cap, Contacts } from '../../../adapters/ports/contacts.ts';
import type { Version } from '../../../adapters/ports/records.ts';
import type { Mail, Sms } from '../../../adapters/ports.ts';
import { EffectFailed, type Performer } from '../../../engine/perform.ts';
import type { References } from '../../../engine/ports.ts';
import { lasting } from '../../../machines/define.ts';
import { outreachSettings } from '../../../machines/outreach/settings.ts';
import type { Customer } from '../../../records/kinds/customer.ts';
import type { KeepLetter } from '../keep-letter.ts';
import { type MayTouchDeps, mayTouch, type NotSent } from './may-touch.ts';
import { type Said, type WriteDeps, writeTo } from './write.ts';

/** What a touch is: codes and ids. */
export interface TouchInput {
  readonly customer: string;
  readonly channel: 'mail' | 'sms' | 'call';
  /** The id of a template; of a call, what it is about. */
  readonly what: string;
  readonly purpose: 'marketing' | 'transactional';
  readonly campaign?: string;
  readonly sequence: string;
  readonly step: number;
}

export interface TouchDeps extends MayTouchDeps, WriteDeps {
  readonly references: Pick<References, 'get'>;
  readonly contacts: Pick<Contacts, 'reserve' | 'release'>;
  readonly mail: Mail;
  readonly sms: Sms;
  readonly keep: KeepLetter;
}

/**
 * Touches a customer, where that may be at this moment: whether it may is asked now, and not when the sequence was
 * planned. News and offers need consent for the channel, no segment that suppresses them, an hour that is not quiet where
 * the customer lives, and room under the caps, which is taken before anything is sent and counts once under the effect's
 * key. What concerns an order or a case needs none of that. A call is made by a person: here it is only asked whether it
 * may be.
 */
export function createTouch(deps: TouchDeps): Performer {
  async function send(
    said: Said,
    { channel }: TouchInput,
    key: string,
    { name, email = '', phone = '' }: Customer,
  ) {
    if (channel === 'sms') return deps.sms.send({ key, to: phone, text: said.text });
    const { subject = '', text, html, unsubscribe } = said;
    await deps.mail.send({
      ...{ key, to: { name, address: email }, subject, text },
      ...(html !== undefined && { html }),
      ...(unsubscribe !== undefined && { unsubscribe }),
    });
  }

  async function reserve(
    { campaign }: TouchInput,
    customer: Version<Customer>,
    key: string,
    { ids, permit }: Extract<Awaited<ReturnType<typeof mayTouch>>, { ids: unknown }>,
    { cap }: ReturnType<(typeof outreachSettings)['at']>,
  ): Promise<NotSent | undefined> {
    const caps: Cap[] = [{ most: cap.most, withinMs: lasting(cap.within) }];
    if (campaign !== undefined && permit?.perCustomer !== undefined) {
      caps.push({ most: permit.perCustomer, campaign });
    }
    const slot = await deps.contacts.reserve({
      ...{ customer: customer.id, also: ids.filter((id) => id !== customer.id), key, at: deps.now() },
      ...{ campaign, caps, inAll: permit?.inAll },
    });
    if (slot.reserved) return undefined;
    return { sent: false, why: 'cap', ...(slot.until !== undefined && { until: slot.until }) };
  }

  return async (input: TouchInput, { key, instance }): Promise<{ readonly sent: true } | NotSent> => {
    const customer = await deps.customers.get(input.customer);
    if (customer === undefined) return { sent: false, why: 'gone' };
    const { channel, purpose } = input;
    const { email, phone } = customer.content;
    if ((channel === 'mail' ? email : phone) === undefined) return { sent: false, why: 'unreachable' };
    const said = channel === 'call' ? undefined : await writeTo(deps, input, customer, instance);
    if (channel !== 'call' && said === undefined) return { sent: false, why: 'nothing-to-say' };
    if (purpose === 'marketing') {
      const set = await settingsOf(deps.references);
      const verdict = await mayTouch(deps, input, customer, set);
      if ('sent' in verdict) return verdict;
      const refusal = await reserve(input, customer, key, verdict, set);
      if (refusal !== undefined) return refusal;
    }
    if (said === undefined) return { sent: true };
    try {
      await send(said, input, key, customer.content);
    } catch (error) {
      // Nothing has left, and nothing will under this key: the place is another's.
      if (isPermanent(error) && purpose === 'marketing') await deps.contacts.release(customer.id, key);
      throw error instanceof Error ? error : new EffectFailed('not-sent');
    }
    const { template, subject, text } = said;
    const letter = { key, text, ...(subject !== undefined && { subject }) };
    await deps.keep({
      letter,
      channel: channel === 'sms' ? 'sms' : 'email',
      customer: customer.id,
      instance,
      template,
    });
    return { sent: true };
  };
}

/** What the company has set for outreach, or the defaults. */
async function settingsOf(references: Pick<References, 'get'>) {
  const found = await references.get('settings', 'outreach');
  return outreachSettings.at({ find: () => found?.value });
}

function isPermanent(error: unknown): boolean {
  return error instanceof Error && 'permanent' in error && error.permanent === true;
}
