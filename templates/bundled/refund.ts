import type { Fields } from '../fields.ts';
import type { Template } from '../template.ts';
import { mail } from './mail.ts';

/** What letters about a refund may print, beside the customer. */
export const refundFields: Fields = { refund: { number: 'text', amountMinor: 'number', currency: 'text' } };

/** What the customer and the teams are told of a refund, by what it is about. */
export const refundLetters: Readonly<Record<string, Template>> = {
  refunded: mail(
    [
      'Refund {{ refund.number }}',
      'We have paid back {{ refund.amountMinor | money: refund.currency }} to you ({{ refund.number }}).',
    ],
    [
      '退款 {{ refund.number }}',
      '我们已向您退款 {{ refund.amountMinor | money: refund.currency }}（{{ refund.number }}）。',
    ],
  ),
  declined: mail(
    [
      'Refund {{ refund.number }} is declined',
      'We are sorry: {{ refund.amountMinor | money: refund.currency }} cannot be paid back ({{ refund.number }}).',
    ],
    [
      '退款 {{ refund.number }} 未通过',
      '很抱歉，{{ refund.amountMinor | money: refund.currency }} 无法退款（{{ refund.number }}）。',
    ],
  ),
  'to-approve': mail(
    [
      'Approve refund {{ refund.number }}',
      'Refund {{ refund.number }} of {{ refund.amountMinor | money: refund.currency }} still waits to be approved.',
    ],
    [
      '请批准退款 {{ refund.number }}',
      '退款 {{ refund.number }}（{{ refund.amountMinor | money: refund.currency }}）仍待批准。',
    ],
  ),
  'to-pay': mail(
    [
      'Pay refund {{ refund.number }}',
      'Refund {{ refund.number }} of {{ refund.amountMinor | money: refund.currency }} still waits to be paid.',
    ],
    [
      '请支付退款 {{ refund.number }}',
      '退款 {{ refund.number }}（{{ refund.amountMinor | money: refund.currency }}）仍待付款。',
    ],
  ),
  failed: mail(
    [
      'Refund {{ refund.number }} failed',
      'Refund {{ refund.number }} of {{ refund.amountMinor | money: refund.currency }} failed. Please look into it.',
    ],
    [
      '退款 {{ refund.number }} 失败',
      '退款 {{ refund.number }}（{{ refund.amountMinor | money: refund.currency }}）失败，请处理。',
    ],
  ),
};
