import { expect, test } from 'vitest';
import { chinaOffice } from '../../calendar/samples/china.ts';
import { definition } from '../../docs/examples/enquiry.ts';
import { createCompany } from '../kit/create-company.ts';
import { rehearse } from '../kit/rehearse.ts';

const definitions = [definition];
const timeZone = 'Asia/Shanghai';

// #region calendar
test('what comes in on a Friday evening is late on Monday at eleven', async () => {
  const company = await createCompany({ definitions, startsAt: '2026-11-27T19:00', timeZone });
  const enquiry = await company.start('enquiry', { customer: 'c-1', calendar: 'china' });
  await company.passUntil('2026-11-30T10:59');
  expect(enquiry).toMatchObject({ state: 'open', context: { late: false } });
  await company.passUntil('2026-11-30T11:00');
  expect(enquiry).toMatchObject({ state: 'open', context: { late: true } });
});
// #endregion

test('is closed at the end of the third working day', async () => {
  const company = await createCompany({ definitions, startsAt: '2026-09-29T10:00', timeZone });
  const enquiry = await company.start('enquiry', { customer: 'c-1', calendar: 'china' });
  // Wednesday, then the week of the National Day, then Thursday and Friday.
  await company.passUntil('2026-10-09T17:59');
  expect(enquiry.state).toBe('open');
  await company.passUntil('2026-10-09T18:00');
  expect(enquiry.state).toBe('closed');
});

test('goes by a calendar of the company’s own, where there is one of that name', async () => {
  const longer = { ...chinaOffice, week: { ...chinaOffice.week, friday: [{ from: '09:00', to: '23:00' }] } };
  const calendars = { china: longer };
  const company = await createCompany({ definitions, calendars, startsAt: '2026-11-27T19:00', timeZone });
  const enquiry = await company.start('enquiry', { customer: 'c-1', calendar: 'china' });
  await company.passUntil('2026-11-27T21:00');
  expect(enquiry.context).toMatchObject({ late: true });
});

test('a calendar that the rehearsal does not give is missing', () => {
  expect(() => rehearse(definition, { customer: 'c-1', calendar: 'china' })).toThrow(
    'There is no calendar china.',
  );
});
