import type { Fields } from '../fields.ts';
import type { Template } from '../template.ts';
import { mail } from './mail.ts';

/** What letters about a repair may print, beside the customer. */
export const repairFields: Fields = { repair: { number: 'text', amountMinor: 'number', currency: 'text' } };

/** What the customer and the teams are told of a repair, by what it is about. */
export const repairLetters: Readonly<Record<string, Template>> = {
  instructions: mail(
    [
      'Your repair {{ repair.number }}',
      'Please send the articles to us and write the number {{ repair.number }} on the parcel.',
    ],
    ['您的维修 {{ repair.number }}', '请将商品寄来，并在包裹上注明编号 {{ repair.number }}。'],
  ),
  reminder: mail(
    ['Repair {{ repair.number }}', 'We still wait for the articles of your repair {{ repair.number }}.'],
    ['维修提醒 {{ repair.number }}', '我们仍在等待您维修 {{ repair.number }} 的商品。'],
  ),
  expired: mail(
    [
      'Repair {{ repair.number }} is closed',
      'The articles of your repair {{ repair.number }} did not come in time, so we have closed it.',
    ],
    ['维修 {{ repair.number }} 已关闭', '您维修 {{ repair.number }} 的商品未按期寄来，维修已关闭。'],
  ),
  quote: mail(
    [
      'Quote for repair {{ repair.number }}',
      'Your repair {{ repair.number }} costs {{ repair.amountMinor | money: repair.currency }}. Shall we repair?',
    ],
    [
      '维修 {{ repair.number }} 报价',
      '您的维修 {{ repair.number }} 费用为 {{ repair.amountMinor | money: repair.currency }}，请确认是否维修。',
    ],
  ),
  'quote-reminder': mail(
    [
      'Quote for repair {{ repair.number }}',
      'We still wait for your answer to the quote of {{ repair.amountMinor | money: repair.currency }} for repair {{ repair.number }}.',
    ],
    [
      '维修 {{ repair.number }} 报价待确认',
      '维修 {{ repair.number }} 的报价 {{ repair.amountMinor | money: repair.currency }} 仍待您确认。',
    ],
  ),
  'sent-back': mail(
    [
      'Repair {{ repair.number }} is on its way back',
      'The articles of your repair {{ repair.number }} are on their way back to you.',
    ],
    ['维修 {{ repair.number }} 已寄还', '您维修 {{ repair.number }} 的商品已寄还给您。'],
  ),
  cancelled: mail(
    ['Repair {{ repair.number }} is cancelled', 'Your repair {{ repair.number }} was cancelled.'],
    ['维修 {{ repair.number }} 已取消', '您的维修 {{ repair.number }} 已取消。'],
  ),
  'to-assess': mail(
    ['Assess repair {{ repair.number }}', 'Repair {{ repair.number }} still waits to be assessed.'],
    ['请检测维修 {{ repair.number }}', '维修 {{ repair.number }} 仍待检测。'],
  ),
  'to-repair': mail(
    ['Repair {{ repair.number }}', 'The articles of {{ repair.number }} still wait to be repaired.'],
    ['请维修 {{ repair.number }}', '{{ repair.number }} 的商品仍待维修。'],
  ),
  'to-send-back': mail(
    [
      'Send repair {{ repair.number }} back',
      'The articles of repair {{ repair.number }} still wait to be sent back.',
    ],
    ['请寄还维修 {{ repair.number }}', '维修 {{ repair.number }} 的商品仍待寄还。'],
  ),
};
