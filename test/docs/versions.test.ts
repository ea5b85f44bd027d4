import { expect, test } from 'vitest';
import { definition as v1 } from '../../docs/examples/call-back.ts';
import { definition as v2 } from '../../docs/examples/call-back-v2.ts';
import { all } from '../../docs/examples/definitions.ts';
import { advance } from '../../engine/advance.ts';
import type { Definition } from '../../engine/definition.ts';
import { durable } from '../../engine/durable.ts';
import type { Entry } from '../../engine/entry.ts';
import type { Advanced, Incoming } from '../../engine/incoming.ts';
import { migrate } from '../../engine/migrate.ts';
import { viewOf } from '../../engine/view.ts';
import { soundMigrations } from '../../versions/before-deploy.ts';
import { gatherCases } from '../../versions/cases.ts';
import { checkMigration } from '../../versions/check-migration.ts';
import { render } from '../../versions/report.ts';
import { blocks, page, tableUnder } from './markdown.ts';

const guide = page('docs/authors-guide.md');
const [migration] = v2.migrations;
if (migration === undefined) throw new Error('The example has no migration.');
const who = { kind: 'caller', id: 'test' } as const;
const noon = Date.UTC(2026, 0, 1, 12);

function taken(advanced: Advanced): Entry {
  if ('refusal' in advanced) throw advanced.refusal;
  return advanced.entry;
}

function begun(topic: string): Entry {
  const incoming: Incoming = { kind: 'start', input: { customer: 'c-1', topic }, who };
  return taken(advance(durable(v1), undefined, incoming, { instance: 'i', commit: 'a', now: noon }));
}

const migrated = (head: Entry, now: number) =>
  taken(migrate(durable(v1), durable(v2), head, { instance: 'i', commit: 'b', now }));

test('the example’s migration is sound', async () => {
  expect(await soundMigrations(all)).toMatchObject({ fit: true });
});

test.each([
  ['delivery', 'urgent', ['deadline', 'alarm']],
  ['invoice', 'calling', ['deadline']],
])('a call about %s is then %s', (topic, state, timers) => {
  const entry = migrated(begun(topic), noon + 60_000);
  expect(viewOf(durable(v2), entry)).toMatchObject({ state: { open: state }, context: { calls: 0 } });
  expect(entry.timers.map(({ event }) => event.type.split('.')[2])).toEqual(timers);
});

test('a pause keeps its end', () => {
  const event: Incoming = { kind: 'event', event: { type: 'missed' }, who };
  const head = taken(
    advance(durable(v1), begun('invoice'), event, { instance: 'i', commit: 'c', now: noon + 1000 }),
  );
  const { timers } = migrated(head, noon + 60_000);
  const rest = timers.find((timer) => timer.event.type === 'xstate.after.rest.call-back.open.resting');
  expect(rest?.dueAt).toBe(noon + 1000 + 2 * 3_600_000);
});

test('a wrong one is told as the guide shows', () => {
  const wrong: Definition = { ...v2, migrations: [{ ...migration, timers: {} }] };
  const report = checkMigration(gatherCases(durable(v1), { seed: 1 }), durable(wrong));
  const shown = blocks(guide).find(({ text }) => text.startsWith('call-back 1 → 2'));
  expect(`${render(report)}\n`).toBe(shown?.text);
});

test('the fields of a migration are those that the guide names', () => {
  const { from: _, ...fields } = migration;
  const named = tableUnder(guide, 'A new version').map(([field = '']) => field.replaceAll('`', ''));
  expect(named.toSorted()).toEqual(Object.keys(fields).toSorted());
});
