import type { Customers } from '../../adapters/ports/customers.ts';
import type { Mail } from '../../adapters/ports.ts';
import { EffectFailed, type Performer } from '../../engine/perform.ts';
import type { Templates } from '../templates.ts';
import { letterOf, type NoticeInput } from './letters.ts';

export interface PerformerDeps {
  readonly customers: Pick<Customers, 'get'>;
  readonly mail: Mail;
  readonly templates: Templates;
  /** Where notices for the company's own teams go. */
  readonly teamMail: string;
}

/** What is done in the outside world, by the name of the effect. */
export function createPerformers(deps: PerformerDeps): Record<string, Performer> {
  return {
    /** Mails a notice to the customer, whose address is looked up now, or to a team. */
    notify: async (notice: NoticeInput, { key }) => {
      const { to, ...reader } = await addressee(notice, deps);
      const letter = await letterOf(deps.templates, notice, reader);
      if (letter === undefined) throw new EffectFailed('no-such-notice', true);
      await deps.mail.send({ key, to, ...letter });
      return {};
    },
  };
}

/** Where nobody says where they are, it is the time of Greenwich. */
const GREENWICH = 'UTC';

async function addressee(notice: NoticeInput, { customers, teamMail }: PerformerDeps) {
  if (notice.to !== 'customer') {
    return { to: { name: notice.to, address: teamMail }, language: 'en' as const, timeZone: GREENWICH };
  }
  const customer = await customers.get(notice.customer);
  if (customer === undefined) throw new EffectFailed('customer-unknown', true);
  const { name, email: address, language, timeZone = GREENWICH } = customer.content;
  if (address === undefined) throw new EffectFailed('customer-without-mail', true);
  return { to: { name, address }, language, timeZone, customer: customer.content };
}
