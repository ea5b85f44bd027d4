import type { Letter } from '../../adapters/ports.ts';
import type { Customer } from '../../records/kinds/customer.ts';
import type { Message } from '../../records/kinds/message.ts';
import type { Templates } from '../templates.ts';

/** What a notice is made from: who is told what, and whatever else its process says, in codes, ids and numbers. */
export interface NoticeInput extends Readonly<Record<string, unknown>> {
  /** The customer, or one of the company's teams. */
  readonly to: string;
  readonly about: string;
  readonly customer?: string | undefined;
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

/**
 * What a notice of a process says, by the template `<process>-<about>`; undefined where there is none. Throws `TooLong`.
 * What the notice says besides is the template's under the name of the process, and a field that begins with that name
 * loses it: `orderNumber` is `order.number`.
 */
export async function letterOf(
  templates: Templates,
  process: string,
  { to: _, about, customer: __, ...said }: NoticeInput,
  { customer, ...reader }: Addressee,
): Promise<Written | undefined> {
  const id = `${process}-${about}`;
  const found = await templates.get(id);
  if (found === undefined) return undefined;
  const group = groupOf(process);
  const data = Object.entries(said).map(([name, value]) => [withoutName(group, name), value]);
  const {
    subject = '',
    text = '',
    html,
  } = found.render({ [group]: Object.fromEntries(data), customer }, reader);
  const { version } = found;
  return { subject, text, ...(html !== undefined && { html }), template: { id, version } };
}

/** What a template calls a process: `followUp`, where the process is `follow-up`. */
function groupOf(process: string): string {
  return process.replaceAll(/-+(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function withoutName(group: string, field: string): string {
  const rest = field.startsWith(group) ? field.slice(group.length) : '';
  return /^[A-Z]/.test(rest) ? rest.charAt(0).toLowerCase() + rest.slice(1) : field;
}
