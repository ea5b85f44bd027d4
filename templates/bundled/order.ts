import type { Fields } from '../fields.ts';
import type { Template } from '../template.ts';
import { mail } from './mail.ts';

/** What letters about an order may print, beside the customer. */
export const orderFields: Fields = {
  order: {
    number: 'text',
    currency: 'text',
    balanceMinor: 'number',
    dueMinor: 'number',
    refundedMinor: 'number',
  },
};

/** What the customer and the teams are told of an order, by what it is about. */
export const orderLetters: Readonly<Record<string, Template>> = {
  created: mail(
    [
      'Your order {{ order.number }}',
      'Thank you for your order {{ order.number }}. To be paid: {{ order.balanceMinor | money: order.currency }}.',
    ],
    [
      '您的订单 {{ order.number }}',
      '感谢您的订单 {{ order.number }}。待付金额：{{ order.balanceMinor | money: order.currency }}。',
    ],
  ),
  'payment-reminder': mail(
    [
      'Payment of order {{ order.number }}',
      'Your order {{ order.number }} still waits for its payment of {{ order.balanceMinor | money: order.currency }}.',
    ],
    [
      '订单 {{ order.number }} 待付款',
      '您的订单 {{ order.number }} 尚未付清，待付 {{ order.balanceMinor | money: order.currency }}。',
    ],
  ),
  'payment-failed': mail(
    [
      'Payment of order {{ order.number }} failed',
      'The payment of your order {{ order.number }} failed. Please try again.',
    ],
    ['订单 {{ order.number }} 付款失败', '您的订单 {{ order.number }} 付款失败，请重试。'],
  ),
  paid: mail(
    [
      'Order {{ order.number }} is paid',
      'We have received your payment and are packing your order {{ order.number }}.',
    ],
    ['订单 {{ order.number }} 已付款', '我们已收到您的付款，正在打包订单 {{ order.number }}。'],
  ),
  shipped: mail(
    [
      'Order {{ order.number }} is on its way',
      'Your order {{ order.number }} has been handed to the carrier.',
    ],
    ['订单 {{ order.number }} 已发货', '您的订单 {{ order.number }} 已交给承运人。'],
  ),
  'delivery-failed': mail(
    ['Order {{ order.number }} could not be delivered', 'The carrier did not reach you and will try again.'],
    ['订单 {{ order.number }} 派送失败', '承运人未能联系到您，将再次派送。'],
  ),
  delivered: mail(
    [
      'Order {{ order.number }} has arrived',
      'Your order {{ order.number }} was delivered. You can return it within 14 days.',
    ],
    ['订单 {{ order.number }} 已送达', '您的订单 {{ order.number }} 已送达，14 天内可退货。'],
  ),
  'return-requested': mail(
    [
      'Return of order {{ order.number }}',
      'Please send the articles of order {{ order.number }} back within 30 days.',
    ],
    ['订单 {{ order.number }} 退货', '请在 30 天内寄回订单 {{ order.number }} 的商品。'],
  ),
  'return-reminder': mail(
    ['Return of order {{ order.number }}', 'We still wait for the articles of order {{ order.number }}.'],
    ['订单 {{ order.number }} 退货提醒', '我们仍在等待订单 {{ order.number }} 的退货。'],
  ),
  'return-refused': mail(
    [
      'Return of order {{ order.number }} refused',
      'The articles of order {{ order.number }} cannot be refunded.',
    ],
    ['订单 {{ order.number }} 退货未通过', '订单 {{ order.number }} 的退货不符合退款条件。'],
  ),
  refunded: mail(
    [
      'Refund for order {{ order.number }}',
      'We have paid back {{ order.refundedMinor | money: order.currency }} for your order {{ order.number }} so far.',
    ],
    [
      '订单 {{ order.number }} 已退款',
      '您的订单 {{ order.number }} 目前已退款 {{ order.refundedMinor | money: order.currency }}。',
    ],
  ),
  cancelled: mail(
    [
      'Order {{ order.number }} is cancelled',
      'Your order {{ order.number }} was cancelled. Whatever you paid comes back.',
    ],
    ['订单 {{ order.number }} 已取消', '您的订单 {{ order.number }} 已取消，如有已付款项将退回。'],
  ),
  expired: mail(
    [
      'Order {{ order.number }} has expired',
      'Your order {{ order.number }} was not paid in time and is closed. Whatever you paid comes back.',
    ],
    [
      '订单 {{ order.number }} 已过期',
      '您的订单 {{ order.number }} 未按时付清，已关闭。如有已付款项将退回。',
    ],
  ),
  undeliverable: mail(
    [
      'Order {{ order.number }} could not be delivered',
      'Your order {{ order.number }} came back to us. Your money does too.',
    ],
    ['订单 {{ order.number }} 无法派送', '您的订单 {{ order.number }} 已退回，款项将退还。'],
  ),
  lost: mail(
    [
      'Order {{ order.number }} is lost',
      'Your order {{ order.number }} did not arrive. Your money comes back.',
    ],
    ['订单 {{ order.number }} 遗失', '您的订单 {{ order.number }} 未送达，款项将退还。'],
  ),
  'packing-overdue': mail(
    ['Pack order {{ order.number }}', 'Order {{ order.number }} still waits to be packed.'],
    ['请打包订单 {{ order.number }}', '订单 {{ order.number }} 仍待打包。'],
  ),
  'shipping-overdue': mail(
    ['Ship order {{ order.number }}', 'Order {{ order.number }} is packed and still waits for the carrier.'],
    ['请发货订单 {{ order.number }}', '订单 {{ order.number }} 已打包，仍待承运人取件。'],
  ),
  'delivery-overdue': mail(
    ['Look for order {{ order.number }}', 'Order {{ order.number }} was shipped and has not arrived yet.'],
    ['请查询订单 {{ order.number }}', '订单 {{ order.number }} 已发货但尚未送达。'],
  ),
  'refund-to-approve': mail(
    [
      'Refund for order {{ order.number }} to be approved',
      'A refund of {{ order.dueMinor | money: order.currency }} for order {{ order.number }} still waits to be approved.',
    ],
    [
      '订单 {{ order.number }} 退款待批准',
      '订单 {{ order.number }} 的退款 {{ order.dueMinor | money: order.currency }} 仍待批准。',
    ],
  ),
  'refund-wanted': mail(
    [
      'Refund order {{ order.number }}',
      '{{ order.dueMinor | money: order.currency }} of order {{ order.number }} are to be paid back; {{ order.refundedMinor | money: order.currency }} are so far.',
    ],
    [
      '请退款订单 {{ order.number }}',
      '订单 {{ order.number }} 待退款 {{ order.dueMinor | money: order.currency }}，目前已退 {{ order.refundedMinor | money: order.currency }}。',
    ],
  ),
  'refund-failed': mail(
    [
      'Refund of order {{ order.number }} failed',
      'The refund of {{ order.dueMinor | money: order.currency }} for order {{ order.number }} failed. Please look into it.',
    ],
    [
      '订单 {{ order.number }} 退款失败',
      '订单 {{ order.number }} 退款 {{ order.dueMinor | money: order.currency }} 失败，请处理。',
    ],
  ),
};
