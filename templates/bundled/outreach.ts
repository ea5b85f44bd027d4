import type { Fields } from '../fields.ts';
import type { Template } from '../template.ts';
import { mail } from './mail.ts';

/** What letters of a sequence may print, beside the customer: where to unsubscribe. */
export const outreachFields: Fields = { links: { unsubscribe: 'text' } };

/** Letters of the sequence that comes with Baton. */
export const outreachLetters: Readonly<Record<string, Template>> = {
  welcome: mail(
    [
      'Welcome, {{ customer.name }}',
      'Good to have you with us, {{ customer.name }}. Simply answer this mail if there is anything we can do for you.',
    ],
    ['欢迎您，{{ customer.name }}', '{{ customer.name }}，很高兴认识您。如有任何需要，请直接回复本邮件。'],
  ),
  reminder: mail(
    [
      'Can we help you, {{ customer.name }}?',
      'You have not written to us yet, {{ customer.name }}. We are glad to answer whatever you would like to know.',
    ],
    ['有什么可以帮您，{{ customer.name }}？', '{{ customer.name }}，如您想了解更多，我们很乐意为您解答。'],
  ),
};
