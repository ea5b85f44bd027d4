import type { Instance } from '../client.ts';
import type { Stage } from '../stage.ts';
import type { Text } from '../voice.ts';

const NAME: Text = { en: 'Lin Xiao', zh: '林晓' };
const FACTS = { source: 'web-form', interest: 'demo', budget: 'medium' } as const;

/** Somebody fills in a form, and becomes a lead that nobody calls in time; returns the customer. */
export async function leading(stage: Stage): Promise<string> {
  const { client, voice, catalogue, chronicle } = stage;
  const { pick, say, language } = voice;
  voice.title({ en: 'A lead', zh: '线索' });
  say({ en: `${NAME.en} fills in the form on the site.`, zh: `${NAME.zh}在网站上填写了表单。` });
  const { lead, customer } = await client.post<{ lead: Instance; customer: string }>('/leads', {
    ...{ name: pick(NAME), email: 'lin.xiao@example.com', language, timeZone: 'Asia/Shanghai' },
    ...{ ...FACTS, consent: { email: true } },
  });
  await chronicle.show([customer]);
  const { score } = (await client.instance(lead.instance)).context;
  const rules = await stage.rulesOf(lead, 'lead-scoring');
  voice.why({
    en: `its score is ${score}, by the rules of lead-scoring: ${rules}`,
    zh: `评分 ${score}，依据 lead-scoring 的规则：${rules}`,
  });

  await stage.pass({ hours: 5 }, [customer]);
  const hours = voice.span(catalogue.set('lead', 'contactWithin') ?? {});
  voice.why({
    en: `nobody called within ${hours} of business time: from twelve to one nobody works`,
    zh: `工作时间 ${hours} 内无人联系：12 点至 13 点为午休`,
  });
  const [sales] = [...stage.staff].flatMap(([id, name]) =>
    name === pick({ en: 'Li Na', zh: '李娜' }) ? [id] : [],
  );
  await stage.complete(customer, { type: 'qualify', valueMinor: 2_400_000, currency: 'CNY', owner: sales });
  return customer;
}
