import type { Cap, Contacts } from '../../../adapters/ports/contacts.ts';
import type { Version } from '../../../adapters/ports/records.ts';
import { EffectFailed, type Performer } from '../../../engine/perform.ts';
import type { References } from '../../../engine/ports.ts';
import { lasting } from '../../../machines/define.ts';
import { outreachSettings } from '../../../machines/outreach/settings.ts';
import type { Customer } from '../../../records/kinds/customer.ts';
import { settingsNow } from '../../settings.ts';
import { type MayTouchDeps, mayTouch, type NotSent } from './may-touch.ts';
import { type OutgoingDeps, outgoingOf } from './outgoing.ts';

/** What a touch is: codes and ids. */
export interface TouchInput {
  readonly customer: string;
  readonly channel: 'mail' | 'sms' | 'call' | 'webhook';
  /** The id of a template, or of a webhook; of a call, what it is about. */
  readonly what: string;
  readonly purpose: 'marketing' | 'transactional';
  readonly campaign?: string;
  readonly sequence: string;
  readonly step: number;
}

export interface TouchDeps extends MayTouchDeps, OutgoingDeps {
  readonly references: Pick<References, 'get'>;
  readonly contacts: Pick<Contacts, 'reserve' | 'release'>;
}

/**
 * Touches a customer, where that may be at this moment: whether it may is asked now, and not when the sequence was
 * planned. News and offers need consent for the channel, no segment that suppresses them, an hour that is not quiet where
 * the customer lives, and room under the caps, which is taken before anything is sent and counts once under the effect's
 * key. What concerns an order or a case needs none of that. A call is made by a person: here it is only asked whether it
 * may be. A webhook calls another system, and needs what that system needs to reach the customer.
 */
export function createTouch(deps: TouchDeps): Performer {
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

  return async (input: TouchInput, scope): Promise<{ readonly sent: true } | NotSent> => {
    const { key } = scope;
    const customer = await deps.customers.get(input.customer);
    if (customer === undefined) return { sent: false, why: 'gone' };
    const { channel, purpose, campaign } = input;
    const { email, phone } = customer.content;
    const needsAddress = channel !== 'webhook';
    if (needsAddress && (channel === 'mail' ? email : phone) === undefined) {
      return { sent: false, why: 'unreachable' };
    }
    const outgoing = await outgoingOf(deps, input, customer, scope);
    if (outgoing === undefined) return { sent: false, why: 'nothing-to-say' };
    if (purpose === 'marketing') {
      const set = await settingsNow(deps.references, outreachSettings);
      const { consent } = outgoing;
      const verdict = await mayTouch(deps, { consent, campaign }, customer, set);
      if ('sent' in verdict) return verdict;
      const refusal = await reserve(input, customer, key, verdict, set);
      if (refusal !== undefined) return refusal;
    }
    try {
      await outgoing.send();
    } catch (error) {
      // Nothing has left, and nothing will under this key: the place is another's.
      if (isPermanent(error) && purpose === 'marketing') await deps.contacts.release(customer.id, key);
      throw error instanceof Error ? error : new EffectFailed('not-sent');
    }
    await outgoing.keep();
    return { sent: true };
  };
}

function isPermanent(error: unknown): boolean {
  return error instanceof Error && 'permanent' in error && error.permanent === true;
}
