import type { Customers } from '../../adapters/ports/customers.ts';
import type { Letter, Mail } from '../../adapters/ports.ts';
import { EffectFailed, type Performer } from '../../engine/perform.ts';
import type { Templates } from '../templates.ts';
import type { KeepLetter } from './keep-letter.ts';
import { type Addressee, letterOf, type NoticeInput } from './letters.ts';

export interface PerformerDeps {
  readonly customers: Pick<Customers, 'get'>;
  readonly mail: Mail;
  readonly keep: KeepLetter;
  readonly templates: Templates;
  /** Where notices for the company's own teams go. */
  readonly teamMail: string;
}

/** What is done in the outside world, by the name of the effect. */
export function createPerformers(deps: PerformerDeps): Record<string, Performer> {
  return {
    /**
     * Mails a notice of any process to the customer, whose address is looked up now, or to a team; then keeps it as a
     * message to that customer. In this order, a message says what was sent: a mail that is refused leaves none. Who is
     * killed between the two sends the mail again under its key, as whoever is killed before the outcome is journaled,
     * and the message has an id of that key: nothing is lost, and no message comes twice.
     */
    notify: async (notice: NoticeInput, { key, instance, process }) => {
      const { to, id, ...reader } = await addressee(notice, deps);
      const found = await letterOf(deps.templates, process, notice, reader);
      if (found === undefined) throw new EffectFailed('no-such-notice', true);
      const { template, ...texts } = found;
      const letter = { key, to, ...texts };
      await deps.mail.send(letter);
      if (id !== undefined) await deps.keep({ letter, customer: id, instance, template });
      return {};
    },
  };
}

/** Where nobody says where they are, it is the time of Greenwich. */
const GREENWICH = 'UTC';

interface Reached extends Addressee {
  readonly to: Letter['to'];
  /** The customer's present id; absent for a team. */
  readonly id?: string;
}

async function addressee(notice: NoticeInput, { customers, teamMail }: PerformerDeps): Promise<Reached> {
  if (notice.to !== 'customer') {
    return { to: { name: notice.to, address: teamMail }, language: 'en', timeZone: GREENWICH };
  }
  const customer = await customers.get(notice.customer ?? '');
  if (customer === undefined) throw new EffectFailed('customer-unknown', true);
  const { name, email: address, language, timeZone = GREENWICH } = customer.content;
  if (address === undefined) throw new EffectFailed('customer-without-mail', true);
  return { to: { name, address }, id: customer.id, language, timeZone, customer: customer.content };
}
