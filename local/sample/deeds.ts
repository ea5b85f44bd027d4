import type { Instance } from '../demo/client.ts';
import { DAY, HOUR, later, tried, type World } from './world.ts';

const GOODS = [
  { sku: 'CHAIR', description: 'Chair', unitPriceMinor: 80_000 },
  { sku: 'DESK', description: 'Desk', unitPriceMinor: 300_000 },
  { sku: 'LAMP', description: 'Lamp', unitPriceMinor: 39_900 },
  { sku: 'SHELF', description: 'Shelf', unitPriceMinor: 120_000 },
];

function goods({ chance }: World) {
  return [{ ...chance.of(GOODS), quantity: chance.whole(1, 6) }];
}

/** A customer orders; how far the order comes is a matter of chance, or `until` says where it stays. */
export async function order(
  world: World,
  customer: string,
  until?: 'paid' | 'shipped' | 'delivered',
): Promise<void> {
  const { client, chance } = world;
  const lines = until === undefined && chance.percent(4) ? [{ ...GOODS[0], quantity: 0 }] : goods(world);
  const started = await client.start('order', { customer, currency: 'CNY', lines });
  if (started.status === 'active') guide(world, started, until);
}

/** Whatever a customer, the warehouse and the carrier do about an order. */
export function guide(world: World, started: Instance, until?: 'paid' | 'shipped' | 'delivered'): void {
  const { chance } = world;
  const { totalMinor } = started.context.totals as { totalMinor: number };
  const when = (least: number, most: number) => chance.whole(least, most) * HOUR;
  if (until === undefined && chance.percent(8)) return;
  if (until === undefined && chance.percent(6)) {
    later(world, started, when(2, 40), { type: 'cancel', reason: 'changed-mind' });
    return;
  }
  const pay = { type: 'pay', amountMinor: totalMinor, reference: `PAY-${chance.whole(1000, 9999)}` };
  later(world, started, when(1, 70), pay, () => {
    if (until === 'paid') return;
    const ship = {
      type: 'ship',
      carrier: chance.of(['SF', 'YTO', 'DHL']),
      tracking: `T-${chance.whole(1000, 9999)}`,
    };
    later(world, started, when(20, 48), ship, () => {
      if (until === 'shipped') return;
      if (chance.percent(8))
        later(world, started, when(30, 40), { type: 'deliverFailed', reason: 'nobody-there' });
      later(world, started, when(48, 96), { type: 'deliver' }, () => {
        if (until === 'delivered') return;
        if (chance.percent(12)) return sendBack();
        if (chance.percent(60)) later(world, started, when(10, 90), { type: 'confirm' });
      });
    });
  });

  function sendBack(): void {
    const articles = [{ line: 0, quantity: 1 }];
    later(world, started, when(20, 90), { type: 'requestReturn', articles }, () =>
      later(world, started, when(60, 160), { type: 'returnReceived' }, () =>
        later(
          world,
          started,
          when(20, 60),
          { type: 'refund', amountMinor: 1, reference: 'REF-1' },
          () => {},
          1,
        ),
      ),
    );
  }
}

/** A customer needs help; who works on it are the staff. */
export async function openCase(world: World, customer: string): Promise<void> {
  const { client, chance } = world;
  const topic = chance.of(['delivery', 'complaint', 'payment', 'question', 'repair', 'safety']);
  const severity = chance.of(['low', 'normal', 'normal', 'high']);
  const channel = chance.of(['mail', 'phone', 'chat', 'web']);
  const opened = await client.start('case', { customer, channel, topic, severity });
  later(world, opened, chance.whole(30, 60) * HOUR, { type: 'reply' }, () => {}, 3);
  if (chance.percent(60))
    later(world, opened, 4 * DAY, { type: 'survey', rating: chance.whole(1, 5) }, () => {}, 10);
}

/** Looks at every open deal, as those who sell do twice a week. */
export async function sell(world: World): Promise<void> {
  const { client, chance } = world;
  const deals = await client.all<Instance>('/instances?process=opportunity&status=active');
  for (const { instance, context } of deals) {
    const quote = context.quote as { number: number; standing: string } | undefined;
    const send = (event: { readonly type: string } & Record<string, unknown>) =>
      tried(() => client.send(instance, event));
    if (chance.percent(30)) continue;
    if (quote?.standing === 'sent') {
      if (chance.percent(60)) await send({ type: 'acceptQuote', number: quote.number });
      else await send({ type: 'declineQuote', number: quote.number, reason: 'too-dear' });
    } else if (chance.percent(12)) {
      await send({ type: 'lose', reason: chance.of(['no-budget', 'competitor', 'not-a-fit']) });
    } else if (quote?.standing !== 'asked') {
      const closeDate = new Date(world.now() + 30 * DAY).toISOString().slice(0, 10);
      await send({ type: 'update', facts: ['contact', 'need', 'decision-maker'], closeDate });
      await send({ type: 'advance', stage: 'proposal' });
      if (chance.percent(60)) {
        const discountBasisPoints = chance.of([0, 500, 1000, 1500]);
        await send({ type: 'quote', lines: goods(world), currency: 'CNY', discountBasisPoints });
      }
    }
  }
}
