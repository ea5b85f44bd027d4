import type { Letter } from '../../adapters/ports.ts';
import type { Customer } from '../../records/kinds/customer.ts';
import type { Message } from '../../records/kinds/message.ts';
import type { Templates } from '../templates.ts';

/** What a notice of an order is made from. */
export interface NoticeInput {
  readonly to: 'customer' | 'warehouse' | 'finance';
  readonly about: string;
  readonly customer: string;
  readonly orderNumber: string;
  readonly currency: string;
  readonly balanceMinor: number;
  readonly refundedMinor: number;
  readonly dueMinor: number;
}

/** Who reads a letter. A team's letter does not name the customer. */
export interface Addressee {
  readonly language: 'en' | 'zh';
  readonly timeZone: string;
  readonly customer?: Customer;
}

/** What a letter says, and the version of the template that said it. */
export interface Written extends Pick<Letter, 'subject' | 'text' | 'html'> {
  readonly template: NonNullable<Message['template']>;
}

/** What a notice says, by the template `order-<about>`; undefined where there is none. Throws `TooLong`. */
export async function letterOf(
  templates: Templates,
  { about, orderNumber: number, ...order }: NoticeInput,
  { customer, ...reader }: Addressee,
): Promise<Written | undefined> {
  const id = `order-${about}`;
  const found = await templates.get(id);
  if (found === undefined) return undefined;
  const { subject = '', text = '', html } = found.render({ order: { number, ...order }, customer }, reader);
  const { version } = found;
  return { subject, text, ...(html !== undefined && { html }), template: { id, version } };
}
