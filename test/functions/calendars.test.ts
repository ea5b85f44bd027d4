import { afterEach, expect, test, vi } from 'vitest';
import type { WorkingTime } from '../../calendar/working-time.ts';
import { definition } from '../../docs/examples/enquiry.ts';
import { toTransition } from '../../functions/api/instances/present.ts';
import { bundledCalendars } from '../../functions/calendars.ts';
import { assemble } from '../../functions/wiring.ts';
import { openStore, type Store } from '../adapters/store.ts';

vi.mock('../../functions/definitions.ts', () => ({
  all: [{ process: 'enquiry', version: 1, load: async () => definition }],
}));

const who = { kind: 'caller', id: 'anonymous' } as const;
let store: Store | undefined;
afterEach(() => store?.close());

test.each([
  ['china', '2026-11-27T19:00:00+08:00', '2026-11-30T09:00:00+08:00'],
  ['united-states', '2026-11-25T19:00:00-05:00', '2026-11-27T09:00:00-05:00'],
])('the bundled calendar %s', async (id, from, opening) => {
  const { revision, value } = (await bundledCalendars.get('calendar', id)) ?? {};
  expect(revision).toBe(0);
  expect((value as WorkingTime).nextOpening(Date.parse(from))).toBe(Date.parse(opening));
});

test.each([
  ['calendar', 'nowhere'],
  ['calendar', 'toString'],
  ['table', 'china'],
])('there is no %s %s', async (kind, id) => {
  expect(await bundledCalendars.get(kind, id)).toBeUndefined();
});

test('every handler’s engine knows them, and a journal says which decided', async () => {
  store = await openStore();
  const { client, names } = store;
  const { engine, definitions } = assemble({ client, names, queue: { send: async () => {} } });
  const input = { customer: 'c-1', calendar: 'united-states' };
  const { entry } = await engine.start({ process: 'enquiry', input, who });
  const references = [{ kind: 'calendar', id: 'united-states', revision: 0 }];
  expect(entry.references).toEqual(references);
  expect(await toTransition(definitions, entry)).toMatchObject({ references });
});
