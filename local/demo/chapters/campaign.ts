import type { Instance, Message } from '../client.ts';
import type { Stage } from '../stage.ts';
import type { Text } from '../voice.ts';

const SEQUENCE = 'spring';
const SHOP = 'https://shop.example/spring';
/** Of a hundred customers, so many are left alone, to compare. */
const HOLD_OUT = 30;

const letter = (en: string, zh: string, subject: Text, text: Text) => ({
  title: { en, zh },
  draft: {
    en: { subject: subject.en, text: text.en },
    zh: { subject: subject.zh, text: text.zh },
  },
});

const letters = {
  'spring-offer': letter(
    'Spring offer',
    '春季优惠',
    { en: 'Spring at Bamboo & Oak', zh: '竹橡家居春季优惠' },
    {
      en: `Hello {{ customer.name }}, have a look: {{ "${SHOP}" | link: "offer" }}\n{{ links.unsubscribe }}`,
      zh: `{{ customer.name }}您好，欢迎选购：{{ "${SHOP}" | link: "offer" }}\n{{ links.unsubscribe }}`,
    },
  ),
  'spring-last-days': letter(
    'Last days',
    '最后几天',
    { en: 'The last days of spring', zh: '春季优惠即将结束' },
    { en: '{{ customer.name }}, it ends soon.', zh: '{{ customer.name }}，优惠即将结束。' },
  ),
};

interface Arm {
  readonly members: number;
  readonly sent: number;
  readonly clicked: number;
  readonly unsubscribed: number;
  readonly converted: number;
}

/** A campaign over the regular customers: approved, sent outside quiet hours, answered in each way, and measured. */
export async function campaigning(stage: Stage, segment: string): Promise<void> {
  const { client, voice, catalogue, chronicle } = stage;
  voice.title({ en: 'A campaign', zh: '营销活动' });
  for (const [template, { title, draft }] of Object.entries(letters)) {
    const { revision } = await client.post<{ revision: number }>('/templates', {
      ...{ template, title, draft, about: 'outreach', channel: 'mail' },
    });
    await client.post(`/templates/${template}/publish`, {}, { revision });
  }
  const steps = [
    { channel: 'mail', what: 'spring-offer', wait: { days: 3 } },
    { channel: 'mail', what: 'spring-last-days', wait: { days: 1 } },
  ];
  await catalogue.change('outreach', { sequences: { [SEQUENCE]: steps } });

  // Ten in the evening: whoever is awake is not to be disturbed.
  await stage.passTo('22:00', []);
  const endsAt = new Date(Date.parse(await client.time()) + 14 * 24 * 3_600_000).toISOString();
  const plan = { name: 'spring-offer', segment, sequence: SEQUENCE, goal: 'order.placed', holdOut: HOLD_OUT };
  const campaign = await client.start('campaign', { ...plan, endsAt });
  await chronicle.showOne(campaign.instance);
  await stage.completeOf(campaign, { type: 'submit' });
  await stage.completeOf(campaign, { type: 'approve' });
  await stage.pass({ minutes: 10 }, []);
  await chronicle.showOne(campaign.instance);
  await tellStanding();
  const quiet = [
    catalogue.set<string>('outreach', 'quietFrom'),
    catalogue.set<string>('outreach', 'quietTo'),
  ].join('-');
  voice.why({
    en: `it is ${quiet} where they live: nobody is written to at night; ${HOLD_OUT}% are held out, to compare`,
    zh: `当地为免打扰时段 ${quiet}，夜间不发送；${HOLD_OUT}% 为对照组`,
  });

  await stage.passTo('09:00', []);
  const written = await membersThat(({ context }) => Number(context.sent) > 0);
  voice.say({
    en: `In the morning ${written.length} mails have left.`,
    zh: `次日早晨已发出 ${written.length} 封邮件。`,
  });
  const silent = await membersThat(({ context }) => context.heldOut === false && context.sent === 0);
  voice.say({
    en: `${silent.length} got none: whoever has not agreed to mails is asked at the moment of sending, and left out.`,
    zh: `${silent.length} 位未发送：发送时核对同意情况，未同意者跳过。`,
  });
  const [clicks, leaves, buys] = written.map(({ customer }) => customer ?? '');
  await followLink(clicks ?? '', /\/c\/[\w.-]+/, 'GET');
  voice.say({ en: 'One follows the link in it.', zh: '一位客户点击了链接。' });
  await followLink(leaves ?? '', /\/u\/[\w.-]+/, 'POST');
  voice.say({ en: 'One unsubscribes: their consent is withdrawn.', zh: '一位客户退订：同意已撤回。' });
  const lines = [{ sku: 'LAMP', description: 'Lamp', quantity: 1, unitPriceMinor: 39_900 }];
  await client.start('order', { customer: buys, currency: 'CNY', lines });
  voice.say({
    en: 'One orders, which is the goal, and is taken out.',
    zh: '一位客户下单：目标达成，退出活动。',
  });

  await stage.pass({ days: 4 }, []);
  await tellStanding();
  const twice = await membersThat(({ context }) => Number(context.sent) > 1);
  voice.say({ en: `${twice.length} have had the second mail.`, zh: `${twice.length} 位已收到第二封邮件。` });
  await stage.pass({ days: 11 }, []);
  await chronicle.showOne(campaign.instance);
  const { output } = await client.instance(campaign.instance);
  const { contacted, heldOut } = (output?.figures ?? {}) as Readonly<Record<'contacted' | 'heldOut', Arm>>;
  tellOf({ en: 'Written to', zh: '触达组' }, contacted);
  tellOf({ en: 'Held out', zh: '对照组' }, heldOut);

  function membersThat(holds: (member: Instance) => boolean): Promise<Instance[]> {
    const path = `/instances?process=outreach&key=${campaign.instance}`;
    return client
      .all<Instance>(path)
      .then((all) => all.filter(holds).sort((a, b) => (a.instance < b.instance ? -1 : 1)));
  }

  /** How many members stand where. */
  async function tellStanding(): Promise<void> {
    const members = await membersThat(() => true);
    const names = members.flatMap(({ state }) =>
      [...catalogue.places('outreach', state).values()].map(voice.pick),
    );
    const counted = [...new Set(names)].map(
      (name) => `${name} ${names.filter((one) => one === name).length}`,
    );
    const all = voice.join(counted.sort());
    voice.say({ en: `Its members: ${all}`, zh: `活动成员：${all}` });
  }

  /** What a customer does with a link of the last mail, whose address is this server's. */
  async function followLink(customer: string, path: RegExp, method: string): Promise<void> {
    const messages = await client.all<Message>(`/messages?customer=${customer}`);
    const [link] = messages.flatMap(({ text }) => path.exec(text) ?? []);
    const { status } = await fetch(client.base + link, { method, redirect: 'manual' });
    if (link === undefined || status >= 400) throw new Error(`The link ${link} was answered with ${status}.`);
  }

  function tellOf(title: Text, { members, sent, clicked, unsubscribed, converted }: Arm): void {
    voice.say({
      en: `${title.en}: ${members} customers, ${sent} mails, ${clicked} followed a link, ${unsubscribed} unsubscribed, ${converted} ordered`,
      zh: `${title.zh}：${members} 位客户，邮件 ${sent} 封，点击 ${clicked}，退订 ${unsubscribed}，下单 ${converted}`,
    });
  }
}
