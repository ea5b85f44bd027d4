import { expect, test } from 'vitest';
import { chinaOffice } from '../../calendar/samples/china.ts';
import { definition } from '../../docs/examples/enquiry.ts';
import { rehearse } from '../../docs/examples/rehearsal.ts';

const input = { customer: 'c-1', calendar: 'china' };

// #region rehearsal
test('what comes in on a Friday evening is late on Monday at eleven', () => {
  const startsAt = Date.parse('2026-11-27T19:00:00+08:00');
  const enquiry = rehearse(definition, input, { startsAt, calendars: { china: chinaOffice } });
  enquiry.pass({ days: 2, hours: 14 });
  expect(enquiry.view.state).toBe('open');
  enquiry.pass({ hours: 2 });
  expect(enquiry.view.context).toMatchObject({ late: true });
});
// #endregion

test('is closed at the end of the third working day', () => {
  const startsAt = Date.parse('2026-09-29T10:00:00+08:00');
  const enquiry = rehearse(definition, input, { startsAt, calendars: { china: chinaOffice } });
  // Wednesday, then the week of the National Day, then Thursday and Friday.
  expect(new Date(Math.max(...due(enquiry.head.timers))).toISOString()).toBe('2026-09-29T02:00:00.000Z');
  enquiry.pass({ seconds: 0 });
  expect(new Date(Math.max(...due(enquiry.head.timers))).toISOString()).toBe('2026-10-09T10:00:00.000Z');
});

test('a calendar that the rehearsal does not give is missing', () => {
  expect(() => rehearse(definition, input)).toThrow('There is no calendar china.');
});

function due(timers: readonly { readonly dueAt: number }[]): number[] {
  return timers.map(({ dueAt }) => dueAt);
}
