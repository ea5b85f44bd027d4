import type { Instance } from '../client.ts';
import type { Stage } from '../stage.ts';

const LINES = [
  { sku: 'DESK', description: 'Desk', quantity: 6, unitPriceMinor: 300_000 },
  { sku: 'CHAIR', description: 'Chair', quantity: 12, unitPriceMinor: 80_000 },
];
const DISCOUNT_BASIS_POINTS = 1500;

/** The opportunity that the lead became: through its stages to a quote whose discount waits, and won; returns the order. */
export async function dealing(stage: Stage, customer: string): Promise<Instance> {
  const { client, voice, catalogue } = stage;
  voice.title({ en: 'The opportunity', zh: '商机' });
  const deal = await stage.newest(customer, 'opportunity');
  tellOf(deal);

  const facts = ['contact', 'need', 'decision-maker'];
  await stage.send(deal, { type: 'update', facts, closeDate: '2026-03-31' });
  await stage.send(deal, { type: 'advance', stage: 'proposal' });
  tellOf(await client.instance(deal.instance));
  const quote = { lines: LINES, currency: 'CNY', discountBasisPoints: DISCOUNT_BASIS_POINTS };
  await stage.send(deal, { type: 'quote', ...quote });
  const rules = await stage.rulesOf(deal, 'discount-approval');
  voice.why({
    en: `a discount of ${DISCOUNT_BASIS_POINTS / 100}% has to be approved, by the rule of discount-approval: ${rules}`,
    zh: `折扣 ${DISCOUNT_BASIS_POINTS / 100}% 需审批，依据 discount-approval 的规则：${rules}`,
  });

  await stage.pass({ days: 1 }, [customer]);
  const hours = voice.span(catalogue.set('opportunity', 'approvalWithin') ?? {});
  voice.why({
    en: `the manager did not decide within ${hours} of business time`,
    zh: `主管未在工作时间 ${hours} 内审批`,
  });
  await stage.complete(customer, { type: 'approveDiscount' });
  await stage.pass({ days: 2 }, [customer]);
  await stage.send(deal, { type: 'acceptQuote', number: 1 });
  return stage.newest(customer, 'order');

  function tellOf({ context }: Instance): void {
    const { stage: at, probability, expectedMinor, valueMinor, currency } = context;
    const stages = catalogue.set<readonly { id: string; title: { en: string; zh: string } }[]>(
      'opportunity',
      'stages',
    );
    const title = stages?.find(({ id }) => id === at)?.title ?? { en: String(at), zh: String(at) };
    const [worth, expected] = [valueMinor, expectedMinor].map((minor) =>
      voice.money(Number(minor), String(currency)),
    );
    voice.say({
      en: `Stage ${title.en}: worth ${worth}, won with ${probability}%, so ${expected} is expected.`,
      zh: `阶段《${title.zh}》：金额 ${worth}，赢单率 ${probability}%，预期 ${expected}。`,
    });
  }
}
