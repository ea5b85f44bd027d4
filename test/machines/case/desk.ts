import { chinaOffice } from '../../../calendar/samples/china.ts';
import type { Context } from '../../../machines/case/schemas.ts';
import type { CompanyOptions } from '../../kit/company.ts';
import { createCompany } from '../../kit/create-company.ts';
import type { Instance } from '../../kit/instance.ts';

const STAFF = {
  ann: ['service'],
  bob: ['service'],
  cyd: ['returns', 'workshop', 'warehouse'],
  dan: ['finance'],
  eve: ['manager'],
  liz: ['service-lead'],
};

/** A service desk with one customer. It is nine o'clock of a Monday in Shanghai. */
export async function openDesk(options: CompanyOptions = {}) {
  const company = await createCompany({
    ...{ staff: STAFF, startsAt: '2026-03-02T09:00', timeZone: 'Asia/Shanghai' },
    calendars: { china: chinaOffice },
    ...options,
  });
  const customer = await company.customer({ name: '李雷', email: 'li@example.org', language: 'zh' });

  return {
    company,
    customer,
    /** Opens a case; of normal priority, in the queue `service`, unless told otherwise. */
    open: (input: Record<string, unknown> = {}): Promise<Instance<Context>> =>
      company.start('case', { customer: customer.id, channel: 'mail', topic: 'delivery', ...input }),
    /** The only instance of a process. Throws where there is another number of them. */
    only(process: string): Instance {
      const [one, ...others] = company.instances({ process });
      if (one === undefined || others.length > 0)
        throw new Error(`There are ${others.length + (one ? 1 : 0)} instances of ${process}.`);
      return one;
    },
    /** What letters were about, in order: those to the customer, and those to the teams. */
    letters: () => company.mailsTo(customer).map(({ template }) => template),
    teamLetters: () => company.mailsTo('team').map(({ template }) => template),
  };
}

/** What an instance has announced, in order. */
export function announced({ journal }: Instance<never> | Instance): readonly object[] {
  return journal.flatMap(({ emitted }) => emitted ?? []);
}

/** Where a region of a case stands. */
export function regionOf({ state }: Instance<Context>, region: string): unknown {
  return typeof state === 'string' ? state : (state as { open: Record<string, unknown> }).open[region];
}

export const resolve = { type: 'resolve', resolution: 'explained' };
export const because = (type: string) => ({ type, reason: 'because' });
export const articles = [{ article: 'CHAIR', quantity: 1 }];
