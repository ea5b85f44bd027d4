import { Problem } from '../client.ts';
import type { Stage } from '../stage.ts';

const LINES = [{ sku: 'CHAIR', description: 'Chair', quantity: 2, unitPriceMinor: 10_000 }];

/** Orders that fail at each of their first steps: submission, verification, number, notification. */
export async function mishaps(stage: Stage, customer: string): Promise<void> {
  const { client, voice, chronicle } = stage;
  const order = (lines: unknown = LINES) => client.start('order', { customer, currency: 'CNY', lines });
  const broken = (quantity: unknown) => order([{ sku: 'CHAIR', quantity, unitPriceMinor: 10_000 }]);
  voice.title({ en: 'What goes wrong', zh: '出错时' });

  voice.say({ en: 'At submission: a quantity that is text', zh: '提交时：数量是文字' });
  const refused = await broken('two').catch((error: unknown) => error);
  if (!(refused instanceof Problem)) throw new Error('An order with a text as quantity was accepted.');
  const issues = refused.body.issues as readonly { path: string }[];
  const where = issues.map(({ path }) => path).join(', ');
  voice.say({
    en: `  refused with ${refused.status}, nothing was written: ${where}`,
    zh: `  拒绝 ${refused.status}，未写入任何数据：${where}`,
  });

  voice.say({ en: 'At verification: a quantity of 0', zh: '验证时：数量为 0' });
  const rejected = await broken(0);
  await chronicle.show([customer]);
  const reasons = (rejected.output?.reasons ?? []) as readonly { line: number; code: string }[];
  const codes = reasons.map(({ line, code }) => `${line}: ${code}`).join(', ');
  voice.why({ en: `verifyOrder decided, by line: ${codes}`, zh: `verifyOrder 按行判定：${codes}` });

  voice.say({ en: 'At the number: a switch lets the next one fail', zh: '编号时：开关使下一个编号失败' });
  await client.put('/local/faults', { number: 1 });
  await order();
  await chronicle.show([customer]);

  voice.say({ en: 'At the notification: the next mail is refused', zh: '通知时：下一封邮件被拒收' });
  await client.put('/local/faults', { mail: 1 });
  const held = await order();
  await chronicle.show([customer]);
  voice.say({
    en: 'The order stands; only its letter waits for a person, who has it tried again.',
    zh: '订单不受影响，仅邮件挂起；人工重试。',
  });
  await client.post(`/instances/${held.instance}/incident/retry`, { reason: 'mail-works-again' });
  await chronicle.show([customer]);
  await stage.send(held, { type: 'cancel', reason: 'changed-mind' });
}
