import type { Fields } from '../fields.ts';
import type { Template } from '../template.ts';
import { mail } from './mail.ts';

/** What letters about a replacement may print, beside the customer. */
export const replacementFields: Fields = { replacement: { number: 'text' } };

/** What the customer and the teams are told of a replacement, by what it is about. */
export const replacementLetters: Readonly<Record<string, Template>> = {
  promised: mail(
    [
      'Your replacement {{ replacement.number }}',
      'We replace the articles under the number {{ replacement.number }}.',
    ],
    ['您的换货 {{ replacement.number }}', '我们将为您更换商品，编号为 {{ replacement.number }}。'],
  ),
  ordered: mail(
    [
      'Replacement {{ replacement.number }} is ordered',
      'The articles of your replacement {{ replacement.number }} are on their way to you.',
    ],
    ['换货 {{ replacement.number }} 已下单', '您换货 {{ replacement.number }} 的商品正在寄送途中。'],
  ),
  unavailable: mail(
    [
      'Replacement {{ replacement.number }} is not possible',
      'We are sorry: the articles of {{ replacement.number }} cannot be replaced. We come back to you.',
    ],
    [
      '换货 {{ replacement.number }} 无法完成',
      '很抱歉，{{ replacement.number }} 的商品无法更换，我们会与您联系。',
    ],
  ),
  lost: mail(
    [
      'Replacement {{ replacement.number }} is lost',
      'Your replacement {{ replacement.number }} did not arrive. We come back to you.',
    ],
    ['换货 {{ replacement.number }} 遗失', '您的换货 {{ replacement.number }} 未送达，我们会与您联系。'],
  ),
  cancelled: mail(
    [
      'Replacement {{ replacement.number }} is cancelled',
      'Your replacement {{ replacement.number }} was cancelled.',
    ],
    ['换货 {{ replacement.number }} 已取消', '您的换货 {{ replacement.number }} 已取消。'],
  ),
  'to-order': mail(
    [
      'Order replacement {{ replacement.number }}',
      'Replacement {{ replacement.number }} still waits to be ordered.',
    ],
    ['请为换货 {{ replacement.number }} 下单', '换货 {{ replacement.number }} 仍待下单。'],
  ),
  'to-trace': mail(
    [
      'Look for replacement {{ replacement.number }}',
      'Replacement {{ replacement.number }} was ordered and has not arrived yet.',
    ],
    ['请查询换货 {{ replacement.number }}', '换货 {{ replacement.number }} 已下单但尚未送达。'],
  ),
};
