import type { Fields } from '../fields.ts';
import type { Template } from '../template.ts';
import { mail } from './mail.ts';

/** What letters about an opportunity may print, beside the customer. */
export const opportunityFields: Fields = {
  opportunity: {
    quote: 'number',
    currency: 'text',
    totalMinor: 'number',
    discountMinor: 'number',
    validDays: 'number',
    lines: [{ sku: 'text', description: 'text', quantity: 'number', unitPriceMinor: 'number' }],
  },
};

const lines = (colon: string) =>
  '{% for line in opportunity.lines %}{{ line.quantity | number }} × {{ line.description | default: line.sku }}' +
  `${colon}{{ line.unitPriceMinor | money: opportunity.currency }}\n{% endfor %}`;

/** What the customer is told of an opportunity, by what it is about. */
export const opportunityLetters: Readonly<Record<string, Template>> = {
  quote: mail(
    [
      'Our quote for {{ opportunity.totalMinor | money: opportunity.currency }}',
      `Thank you for your interest. This is our quote no. {{ opportunity.quote | number }}:\n\n${lines(': ')}\n` +
        'Total: {{ opportunity.totalMinor | money: opportunity.currency }}. ' +
        'It is valid for {{ opportunity.validDays | number }} days.',
    ],
    [
      '报价：{{ opportunity.totalMinor | money: opportunity.currency }}',
      `感谢您的关注。以下是我们的第 {{ opportunity.quote | number }} 份报价：\n\n${lines('：')}\n` +
        '总价：{{ opportunity.totalMinor | money: opportunity.currency }}，' +
        '有效期 {{ opportunity.validDays | number }} 天。',
    ],
  ),
};
