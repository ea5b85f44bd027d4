import type { Customers } from '../../adapters/ports/customers.ts';
import type { Mail } from '../../adapters/ports.ts';
import { EffectFailed, type Performer } from '../../engine/perform.ts';
import { letterOf, type NoticeInput } from './letters.ts';

export interface PerformerDeps {
  readonly customers: Pick<Customers, 'get'>;
  readonly mail: Mail;
  /** Where notices for the company's own teams go. */
  readonly teamMail: string;
}

/** What is done in the outside world, by the name of the effect. */
export function createPerformers(deps: PerformerDeps): Record<string, Performer> {
  return {
    /** Mails a notice to the customer, whose address is looked up now, or to a team. */
    notify: async (notice: NoticeInput, { key }) => {
      const { to, language } = await addressee(notice, deps);
      const letter = letterOf(notice, language);
      if (letter === undefined) throw new EffectFailed('no-such-notice', true);
      await deps.mail.send({ key, to, ...letter });
      return {};
    },
  };
}

async function addressee(notice: NoticeInput, { customers, teamMail }: PerformerDeps) {
  if (notice.to !== 'customer') {
    return { to: { name: notice.to, address: teamMail }, language: 'en' as const };
  }
  const customer = await customers.get(notice.customer);
  if (customer === undefined) throw new EffectFailed('customer-unknown', true);
  const { name, email, language } = customer.content;
  if (email === undefined) throw new EffectFailed('customer-without-mail', true);
  return { to: { name, address: email }, language };
}
