import type { Instance } from '../demo/client.ts';
import type { employees } from '../demo/company.ts';
import { customersFile, customersMapping, type Sample, sampleCustomer } from './customers.ts';
import { openCase, order, sell } from './deeds.ts';
import { guideNew } from './newcomers.ts';
import { work } from './staff.ts';
import { DAY, HOUR, tried, type World } from './world.ts';

interface Import {
  readonly import: string;
  readonly revision: number;
}

/** Of a hundred customers, so many are there from the first day or come as leads; the others come by themselves. */
const FIRST = 60;
const LEADS = 20;

/** People come to work, what they set and write is there, and the first customers are imported; returns who works there. */
export async function begin(
  world: World,
  staff: typeof employees,
  customers: number,
): Promise<readonly string[]> {
  const { client, chance } = world;
  const people: string[] = [];
  for (const { name, roles } of staff) {
    const hired = {
      name: `${name.zh} ${name.en}`,
      roles,
      languages: ['zh', 'en'],
      timeZone: 'Asia/Shanghai',
    };
    people.push((await client.post<{ person: string }>('/people', hired)).person);
  }
  await client.post('/segments', {
    title: { en: 'Very important', zh: '重要客户' },
    filter: { field: 'tags', has: 'vip' },
  });
  const template = { template: 'order-paid', title: { en: 'Order paid', zh: '订单已付款' }, about: 'order' };
  const { revision } = await client.post<{ revision: number }>('/templates', {
    ...template,
    channel: 'mail',
  });
  await client.post('/templates/order-paid/publish', {}, { revision });

  const first = Array.from({ length: share(customers, FIRST) }, (_, n) => sampleCustomer(n, chance));
  const wanted = { format: 'csv', duplicates: 'create', country: 'CN', name: 'customers.csv' };
  const begun = await client.post<Import>('/imports', wanted);
  await client.put(`/imports/${begun.import}/file/1`, { text: customersFile(first) });
  const ready = await client.get<Import>(`/imports/${begun.import}`);
  await client.post(
    `/imports/${begun.import}/start`,
    { dryRun: false, mapping: customersMapping },
    { revision: ready.revision },
  );
  await client.pass(0);
  return people;
}

/** Plans what happens from the first day to the last. */
export function plan(
  world: World,
  people: readonly string[],
  { startsAt, endsAt, customers }: Readonly<Record<'startsAt' | 'endsAt' | 'customers', number>>,
): void {
  const { client, chance, agenda } = world;
  const anyTime = () => startsAt + chance.whole(1, Math.floor((endsAt - startsAt) / HOUR) - 1) * HOUR;
  const often = (percent: number, deed: () => Promise<unknown>) => {
    for (let n = 0; n < share(customers, percent); n++) agenda.at(anyTime(), deed);
  };

  for (let n = share(customers, FIRST); n < customers; n++) {
    const one = sampleCustomer(n, chance);
    const isLead = n < share(customers, FIRST + LEADS);
    agenda.at(anyTime(), () => (isLead ? captureLead(world, one) : client.post('/customers', one)));
  }
  often(45, async () => order(world, await world.someone()));
  often(15, async () => openCase(world, await world.someone()));
  often(10, async () =>
    client.start('follow-up', { customer: await world.someone(), topic: 'check-in', in: { days: 10 } }),
  );
  for (let day = Math.ceil(startsAt / DAY) * DAY + 2 * HOUR; day < endsAt; day += DAY) {
    const weekday = new Date(day).getUTCDay();
    if (weekday === 0 || weekday === 6) continue;
    for (const person of people) agenda.at(day, () => work(world, person));
    if (weekday === 2 || weekday === 4) agenda.at(day + HOUR, () => sell(world));
    // Orders that came of deals are paid and delivered as the others.
    agenda.at(day + 2 * HOUR, () => guideNew(world));
  }
  agenda.at(endsAt - 12 * DAY, () => campaign(world, endsAt + 10 * DAY));
}

async function captureLead({ client, chance }: World, { tags: _, ...person }: Sample): Promise<void> {
  await client.post('/leads', {
    ...person,
    source: chance.of(['web-form', 'referral', 'event', 'api']),
    interest: chance.of(['demo', 'quote', 'catalogue']),
    budget: chance.of(['high', 'medium', 'low']),
  });
}

/** A campaign that still runs at the end: the staff submit and approve it. */
async function campaign({ client }: World, endsAt: number): Promise<void> {
  const { segment } = await client.post<{ segment: string }>('/segments', {
    title: { en: 'Regular customers', zh: '老客户' },
    filter: { field: 'tags', has: 'regular' },
  });
  const end = new Date(endsAt).toISOString();
  const plan = {
    name: 'welcome-back',
    segment,
    sequence: 'welcome',
    endsAt: end,
    goal: 'order.placed',
    holdOut: 20,
  };
  await client.start('campaign', plan);
}

/** Orders of the last days that stay where they are, so that there is one in each state. */
export function lastDays(world: World, endsAt: number): void {
  const { client, agenda, someone } = world;
  for (const until of ['paid', 'shipped', 'delivered'] as const) {
    agenda.at(endsAt - 9 * DAY, async () => order(world, await someone(), until));
  }
  agenda.at(endsAt - 2 * HOUR, async () => {
    const input = { customer: await someone(), currency: 'CNY' };
    const lines = [{ sku: 'LAMP', description: 'Lamp', quantity: 1, unitPriceMinor: 39_900 }];
    await client.start('order', { ...input, lines });
    const delivered = await client.all<Instance>('/instances?process=order&state=open.fulfilment.delivered');
    const [back] = delivered;
    const articles = [{ line: 0, quantity: 1 }];
    if (back !== undefined)
      await tried(() => client.send(back.instance, { type: 'requestReturn', articles }));
  });
}

function share(of: number, percent: number): number {
  return Math.round((of * percent) / 100);
}
