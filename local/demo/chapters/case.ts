import type { Instance } from '../client.ts';
import type { Stage } from '../stage.ts';

interface Clocks {
  readonly response: { readonly leftMs: number };
  readonly resolution: { readonly leftMs: number };
}

/** A complaint whose first answer is late, a wait for the customer, money back, and a poor rating. */
export async function complaining(stage: Stage, order: Instance): Promise<void> {
  const { client, voice, catalogue, chronicle } = stage;
  const customer = order.customer ?? '';
  voice.title({ en: 'A case', zh: '服务请求' });
  await stage.pass({ hours: 16 }, [customer]);
  voice.say({ en: 'A chair is broken: the customer complains.', zh: '一把椅子损坏，客户投诉。' });
  const opened = await client.start('case', {
    ...{ customer, channel: 'web', topic: 'complaint', order: order.instance },
  });
  await chronicle.show([customer]);
  const { priority } = opened.context;
  const targets = catalogue.set<Record<string, { firstResponse: object; resolution: object }>>(
    'case',
    'targets',
  );
  const target = targets?.[String(priority)];
  const [first, whole] = [voice.span(target?.firstResponse ?? {}), voice.span(target?.resolution ?? {})];
  voice.why({
    en: `a complaint has the priority ${priority}: answered within ${first}, resolved within ${whole} of business time`,
    zh: `投诉的优先级为 ${priority}：工作时间 ${first} 内首次响应，${whole} 内解决`,
  });

  await stage.pass({ hours: 1, minutes: 36 }, [customer]);
  const warn = catalogue.set<number>('case', 'warnAtPercent');
  voice.why({ en: `${warn}% of the time to answer is over`, zh: `首次响应时限已过 ${warn}%` });
  await stage.pass({ minutes: 24 }, [customer]);
  voice.why({ en: `nobody answered within ${first}`, zh: `${first} 内无人响应` });
  await stage.complete(customer, { type: 'takeOver' });
  await stage.complete(customer, { type: 'ask' });

  const before = await left();
  await stage.pass({ days: 4 }, [customer]);
  await stage.send(opened, { type: 'reply' });
  const after = await left();
  voice.say({
    en: `The clock of the resolution stood still meanwhile: ${before} left before, ${after} after.`,
    zh: `等待客户期间解决时钟暂停：之前剩余 ${before}，之后剩余 ${after}。`,
  });

  await stage.send(opened, { type: 'startRefund', amountMinor: 80_000, currency: 'CNY', reason: 'broken' });
  await stage.complete(customer, { type: 'approve' });
  await stage.complete(customer, { type: 'paid', reference: 'REF-1' });
  await stage.complete(customer, { type: 'resolve', resolution: 'refunded' });
  await stage.pass({ days: 1 }, [customer]);
  await stage.send(opened, { type: 'survey', rating: 2 });
  await stage.pass({ days: 13 }, [customer]);
  const unhappy = catalogue.set<number>('customer', 'unhappyRating');
  voice.why({
    en: `a case that is rated ${unhappy} or lower puts a customer at risk`,
    zh: `评分不高于 ${unhappy} 的客户视为有流失风险`,
  });

  async function left(): Promise<string> {
    const { clocks } = (await client.instance(opened.instance)).context as { clocks: Clocks };
    const minutes = Math.round(clocks.resolution.leftMs / 60_000);
    return voice.span({
      hours: Math.floor(minutes / 60),
      ...(minutes % 60 > 0 && { minutes: minutes % 60 }),
    });
  }
}
