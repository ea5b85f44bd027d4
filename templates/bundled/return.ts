import type { Fields } from '../fields.ts';
import type { Template } from '../template.ts';
import { mail } from './mail.ts';

/** What letters about a return may print, beside the customer. */
export const returnFields: Fields = { return: { number: 'text' } };

/** What the customer and the teams are told of a return, by what it is about. */
export const returnLetters: Readonly<Record<string, Template>> = {
  instructions: mail(
    [
      'Your return {{ return.number }}',
      'Please send the articles back to us and write the number {{ return.number }} on the parcel.',
    ],
    ['您的退货 {{ return.number }}', '请将商品寄回，并在包裹上注明编号 {{ return.number }}。'],
  ),
  reminder: mail(
    ['Return {{ return.number }}', 'We still wait for the articles of your return {{ return.number }}.'],
    ['退货提醒 {{ return.number }}', '我们仍在等待您退货 {{ return.number }} 的商品。'],
  ),
  expired: mail(
    [
      'Return {{ return.number }} is closed',
      'The articles of your return {{ return.number }} did not come in time, so we have closed it.',
    ],
    ['退货 {{ return.number }} 已关闭', '您退货 {{ return.number }} 的商品未按期寄回，退货已关闭。'],
  ),
  accepted: mail(
    [
      'Return {{ return.number }} is accepted',
      'We have received the articles of your return {{ return.number }}, and all is well.',
    ],
    ['退货 {{ return.number }} 验收通过', '我们已收到您退货 {{ return.number }} 的商品，验收通过。'],
  ),
  refused: mail(
    [
      'Return {{ return.number }} is refused',
      'We cannot take back the articles of your return {{ return.number }} and send them to you again.',
    ],
    ['退货 {{ return.number }} 未通过', '您退货 {{ return.number }} 的商品不符合退货条件，我们将寄还给您。'],
  ),
  cancelled: mail(
    ['Return {{ return.number }} is cancelled', 'Your return {{ return.number }} was cancelled.'],
    ['退货 {{ return.number }} 已取消', '您的退货 {{ return.number }} 已取消。'],
  ),
  'to-check': mail(
    [
      'Check return {{ return.number }}',
      'The articles of return {{ return.number }} still wait to be checked.',
    ],
    ['请验收退货 {{ return.number }}', '退货 {{ return.number }} 的商品仍待验收。'],
  ),
  'to-send-back': mail(
    [
      'Send return {{ return.number }} back',
      'The refused articles of return {{ return.number }} still wait to be sent back.',
    ],
    ['请寄还退货 {{ return.number }}', '退货 {{ return.number }} 未通过的商品仍待寄还。'],
  ),
};
