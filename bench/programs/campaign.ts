import { sideBySide } from '../../adapters/side-by-side.ts';
import { segmentKind } from '../../records/kinds/segment.ts';
import { openCompany } from '../../test/kit/company.ts';
import { cpuOf } from '../rounds.ts';
import { answer } from './answer.ts';

export interface CampaignInput {
  readonly customers: number;
}

/** A campaign over so many customers, from its approval to its figures: what it costs for each of them. */
export interface CampaignCost {
  /** Milliseconds of processor time, the simulated store's included. */
  readonly cpuMs: number;
  readonly requests: number;
  readonly mails: number;
}

const who = { kind: 'caller', id: 'may' } as const;
const AT_ONCE = 16;
const DAYS = 86_400_000;

await answer<CampaignInput, CampaignCost>(async ({ customers: count }, progress) => {
  const staff = { may: ['marketing', 'marketing-manager'] };
  const company = await openCompany({ staff, rules: {}, mostSteps: count * 100 });
  const { customers, records, client } = company.inside;
  const at = company.now();
  progress(`${count} customers`);
  await sideBySide(
    Array.from({ length: count }, (_, n) => n),
    AT_ONCE,
    async (n) => {
      await customers.create({
        ...{ id: `c-${n}`, who, at },
        content: {
          ...{ name: 'Member', email: `member-${n}@example.com`, language: 'en', tags: ['club'], fields: {} },
          ...{ timeZone: 'Europe/Berlin', consent: { email: { given: true, at } } },
        },
      });
    },
  );
  await records.of(segmentKind).create({
    ...{ id: 'club', who, at },
    content: { title: { en: 'Club', zh: '会员' }, filter: { field: 'tags', has: 'club' } },
  });
  let requests = 0;
  const send = client.send.bind(client) as (command: unknown) => Promise<never>;
  Object.assign(client, {
    send(command: unknown) {
      requests += 1;
      return send(command);
    },
  });
  progress('the campaign');
  const cpu = await cpuOf(async () => {
    const campaign = await company.start('campaign', {
      ...{ name: 'spring-sale', segment: 'club', sequence: 'welcome', holdOut: 10 },
      endsAt: new Date(company.now() + 14 * DAYS).toISOString(),
    });
    await campaign.send({ type: 'submit' });
    await campaign.task('approve').complete({ type: 'approve' });
    for (let day = 0; day < 15; day++) {
      await company.pass({ days: 1 });
      progress(`day ${day + 1}, ${company.mails.length} mails`);
    }
    if (campaign.status !== 'done')
      throw new Error(`The campaign stands at ${JSON.stringify(campaign.state)}.`);
  });
  return { cpuMs: cpu / 1000 / count, requests: requests / count, mails: company.mails.length / count };
});
