import { readable } from '../../machines/money.ts';

/** What a notice says; `{…}` are filled from the order. */
interface Text {
  readonly subject: string;
  readonly body: string;
}

type Language = 'en' | 'zh';

/** What the customer and the teams are told, by what it is about. */
const TEXTS: Readonly<Record<string, Readonly<Record<Language, Text>>>> = {
  created: {
    en: { subject: 'Your order {order}', body: 'Thank you for your order {order}. To be paid: {balance}.' },
    zh: { subject: '您的订单 {order}', body: '感谢您的订单 {order}。待付金额：{balance}。' },
  },
  'payment-reminder': {
    en: {
      subject: 'Payment of order {order}',
      body: 'Your order {order} still waits for its payment of {balance}.',
    },
    zh: { subject: '订单 {order} 待付款', body: '您的订单 {order} 尚未付清，待付 {balance}。' },
  },
  'payment-failed': {
    en: {
      subject: 'Payment of order {order} failed',
      body: 'The payment of your order {order} failed. Please try again.',
    },
    zh: { subject: '订单 {order} 付款失败', body: '您的订单 {order} 付款失败，请重试。' },
  },
  paid: {
    en: {
      subject: 'Order {order} is paid',
      body: 'We have received your payment and are packing your order {order}.',
    },
    zh: { subject: '订单 {order} 已付款', body: '我们已收到您的付款，正在打包订单 {order}。' },
  },
  shipped: {
    en: {
      subject: 'Order {order} is on its way',
      body: 'Your order {order} has been handed to the carrier.',
    },
    zh: { subject: '订单 {order} 已发货', body: '您的订单 {order} 已交给承运人。' },
  },
  'delivery-failed': {
    en: {
      subject: 'Order {order} could not be delivered',
      body: 'The carrier did not reach you and will try again.',
    },
    zh: { subject: '订单 {order} 派送失败', body: '承运人未能联系到您，将再次派送。' },
  },
  delivered: {
    en: {
      subject: 'Order {order} has arrived',
      body: 'Your order {order} was delivered. You can return it within 14 days.',
    },
    zh: { subject: '订单 {order} 已送达', body: '您的订单 {order} 已送达，14 天内可退货。' },
  },
  'return-requested': {
    en: {
      subject: 'Return of order {order}',
      body: 'Please send the articles of order {order} back within 30 days.',
    },
    zh: { subject: '订单 {order} 退货', body: '请在 30 天内寄回订单 {order} 的商品。' },
  },
  'return-reminder': {
    en: { subject: 'Return of order {order}', body: 'We still wait for the articles of order {order}.' },
    zh: { subject: '订单 {order} 退货提醒', body: '我们仍在等待订单 {order} 的退货。' },
  },
  'return-refused': {
    en: {
      subject: 'Return of order {order} refused',
      body: 'The articles of order {order} cannot be refunded.',
    },
    zh: { subject: '订单 {order} 退货未通过', body: '订单 {order} 的退货不符合退款条件。' },
  },
  refunded: {
    en: {
      subject: 'Refund for order {order}',
      body: 'We have paid back {refunded} for your order {order} so far.',
    },
    zh: { subject: '订单 {order} 已退款', body: '您的订单 {order} 目前已退款 {refunded}。' },
  },
  cancelled: {
    en: {
      subject: 'Order {order} is cancelled',
      body: 'Your order {order} was cancelled. Whatever you paid comes back.',
    },
    zh: { subject: '订单 {order} 已取消', body: '您的订单 {order} 已取消，如有已付款项将退回。' },
  },
  expired: {
    en: {
      subject: 'Order {order} has expired',
      body: 'Your order {order} was not paid in time and is closed. Whatever you paid comes back.',
    },
    zh: { subject: '订单 {order} 已过期', body: '您的订单 {order} 未按时付清，已关闭。如有已付款项将退回。' },
  },
  undeliverable: {
    en: {
      subject: 'Order {order} could not be delivered',
      body: 'Your order {order} came back to us. Your money does too.',
    },
    zh: { subject: '订单 {order} 无法派送', body: '您的订单 {order} 已退回，款项将退还。' },
  },
  lost: {
    en: {
      subject: 'Order {order} is lost',
      body: 'Your order {order} did not arrive. Your money comes back.',
    },
    zh: { subject: '订单 {order} 遗失', body: '您的订单 {order} 未送达，款项将退还。' },
  },
  'packing-overdue': {
    en: { subject: 'Pack order {order}', body: 'Order {order} still waits to be packed.' },
    zh: { subject: '请打包订单 {order}', body: '订单 {order} 仍待打包。' },
  },
  'shipping-overdue': {
    en: { subject: 'Ship order {order}', body: 'Order {order} is packed and still waits for the carrier.' },
    zh: { subject: '请发货订单 {order}', body: '订单 {order} 已打包，仍待承运人取件。' },
  },
  'delivery-overdue': {
    en: { subject: 'Look for order {order}', body: 'Order {order} was shipped and has not arrived yet.' },
    zh: { subject: '请查询订单 {order}', body: '订单 {order} 已发货但尚未送达。' },
  },
  'refund-to-approve': {
    en: {
      subject: 'Refund for order {order} to be approved',
      body: 'A refund of {due} for order {order} still waits to be approved.',
    },
    zh: { subject: '订单 {order} 退款待批准', body: '订单 {order} 的退款 {due} 仍待批准。' },
  },
  'refund-wanted': {
    en: {
      subject: 'Refund order {order}',
      body: '{due} of order {order} are to be paid back; {refunded} are so far.',
    },
    zh: { subject: '请退款订单 {order}', body: '订单 {order} 待退款 {due}，目前已退 {refunded}。' },
  },
  'refund-failed': {
    en: {
      subject: 'Refund of order {order} failed',
      body: 'The refund of {due} for order {order} failed. Please look into it.',
    },
    zh: { subject: '订单 {order} 退款失败', body: '订单 {order} 退款 {due} 失败，请处理。' },
  },
};

/** What a notice is made from. */
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

/** Subject and text of a notice; undefined where there is none of this name. */
export function letterOf(
  notice: NoticeInput,
  language: Language,
): { subject: string; text: string } | undefined {
  const text = TEXTS[notice.about]?.[language];
  if (text === undefined) return undefined;
  const fields: Readonly<Record<string, string>> = {
    order: notice.orderNumber,
    balance: readable(notice.balanceMinor, notice.currency),
    due: readable(notice.dueMinor, notice.currency),
    refunded: readable(notice.refundedMinor, notice.currency),
  };
  const fill = (pattern: string) => pattern.replaceAll(/\{(\w+)\}/g, (_, name: string) => fields[name] ?? '');
  return { subject: fill(text.subject), text: fill(text.body) };
}
