import type { Instance } from '../client.ts';
import type { Stage } from '../stage.ts';

/** An order from wherever it came to its follow-up: paid after a reminder, packed, shipped, delivered. */
export async function ordering(stage: Stage, order: Instance): Promise<void> {
  const { voice, catalogue } = stage;
  const customer = order.customer ?? '';
  const totals = order.context.totals as { totalMinor: number };
  const currency = String(order.context.currency);
  voice.title({ en: 'The order', zh: '订单' });
  const total = voice.money(totals.totalMinor, currency);
  voice.say({ en: `Order ${order.key}: ${total}`, zh: `订单 ${order.key}：${total}` });

  await stage.pass({ days: 3 }, [customer]);
  const often = voice.span(catalogue.set('order', 'paymentReminder') ?? {});
  voice.why({
    en: `it is not paid, and a reminder goes every ${often}`,
    zh: `尚未付款，每 ${often} 提醒一次`,
  });
  await stage.send(order, { type: 'pay', amountMinor: totals.totalMinor, reference: 'PAY-1' });
  await stage.pass({ hours: 3 }, [customer]);
  await stage.complete(customer, { type: 'pack' });
  await stage.send(order, { type: 'ship', carrier: 'SF', tracking: 'SF-1001' });
  await stage.pass({ days: 2 }, [customer]);
  await stage.send(order, { type: 'deliver' });
  await stage.send(order, { type: 'confirm' });
}

/** What follows a delivery by itself: somebody is to ask, does not, and the manager sees to it. */
export async function followingUp(stage: Stage, customer: string): Promise<void> {
  const { voice, catalogue } = stage;
  voice.title({ en: 'The follow-up', zh: '跟进' });
  voice.say({
    en: 'Nobody has to remember it: the delivery has started it.',
    zh: '无需人工记忆：送达时已自动创建。',
  });
  await stage.pass({ days: 7 }, [customer]);
  await stage.pass({ days: 1 }, [customer]);
  const within = voice.span(catalogue.set('follow-up', 'within') ?? {});
  voice.why({ en: `nobody did it within ${within}`, zh: `${within} 内无人处理` });
  await stage.complete(customer, { type: 'done' });
}
