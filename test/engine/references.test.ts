import { describe, expect, test } from 'vitest';
import { assign, type EventObject, setup } from 'xstate';
import * as z from 'zod';
import { advance } from '../../engine/advance.ts';
import type { Definition } from '../../engine/definition.ts';
import { durable } from '../../engine/durable.ts';
import { EventFailed } from '../../engine/errors.ts';
import type { References } from '../../engine/ports.ts';
import { ReferenceWanted } from '../../engine/references.ts';
import { createDefinitions } from '../../engine/registry.ts';
import { business } from '../../machines/business.ts';
import { effect, process, schemas } from '../../machines/define.ts';
import { contextOf, createHarness, refusalOf, stateOf, who } from './harness.ts';

const HOUR = 3_600_000;
const parts = schemas({
  input: z.strictObject({ calendar: z.string() }),
  context: z.strictObject({ calendar: z.string(), level: z.int() }),
  output: z.undefined(),
  events: {
    move: z.object({ calendar: z.string() }),
    rest: z.object({}),
    both: z.object({}),
    rate: z.object({}),
  },
  effects: { ask: effect({ input: z.undefined(), output: z.object({}), exhausted: 'hold' }) },
  inline: {},
});

/** A case that is answered within two business hours, in each of two versions. */
function caseOf(version: 1 | 2): Definition {
  const machine = setup({
    ...parts.setup,
    delays: {
      answer: business({ hours: 2 }, ({ context }) => context.calendar),
      second: business({ hours: 1 }, 'second'),
    },
    actions: { use: assign({ calendar: (_, calendar: string) => calendar }) },
  }).createMachine({
    id: 'case',
    context: ({ input }) => ({ calendar: input.calendar, level: 0 }),
    initial: 'open',
    on: {
      move: {
        target: '.open',
        reenter: true,
        actions: { type: 'use', params: ({ event }) => event.calendar },
      },
    },
    states: {
      open: {
        after: { answer: 'late', ...(version === 2 && { second: 'late' }) },
        on: { rest: 'resting', both: 'both' },
      },
      late: { after: { second: 'open' }, on: { rest: 'resting' } },
      both: {
        invoke: { src: 'ask', id: 'asking', onDone: 'open', onError: 'open' },
        after: { second: 'open' },
      },
      resting: { invoke: { src: 'ask', id: 'ask', onDone: 'open', onError: 'open' } },
    },
  });
  return process({
    ...{ name: 'case', version, title: { en: 'Case', zh: '个案' }, ...parts, machine },
    migrations: (from) =>
      version === 1 ? [] : [from(caseOf(1), { context: (context) => context as never })],
  });
}

/** Calendars that are open all the time, or half as often, in revisions; `asked` are the names that were looked up. */
function createReferences() {
  const hours = (factor: number) => ({
    after: (from: number, wait: { hours: number }) => from + wait.hours * HOUR * factor,
  });
  const known: Record<string, { revision: number; value: unknown }> = {
    'calendar/always': { revision: 1, value: hours(1) },
    'calendar/seldom': { revision: 7, value: hours(2) },
    'calendar/second': { revision: 0, value: hours(1) },
  };
  const asked: string[] = [];
  const references: References = {
    async get(kind, id) {
      asked.push(`${kind}/${id}`);
      return known[`${kind}/${id}`];
    },
  };
  return { known, asked, references };
}

async function openCase(calendar = 'always', definitions: readonly Definition[] = [caseOf(1)]) {
  const { known, asked, references } = createReferences();
  const harness = createHarness(definitions);
  const engine = harness.another({ references });
  const { entry } = await engine.start({ process: 'case', input: { calendar }, who });
  const send = (event: EventObject & { calendar?: string }) =>
    engine.send({ instance: entry.instance, event, who }).then((outcome) => outcome.entry);
  return { ...harness, engine, known, asked, references, entry, send, instance: entry.instance };
}

describe('reference data', () => {
  test('decides a delay, and the entry says in which revision', async () => {
    const { entry, send, asked } = await openCase('seldom');
    expect(entry.timers.map(({ dueAt }) => dueAt - entry.at)).toEqual([4 * HOUR]);
    expect(entry.references).toEqual([{ kind: 'calendar', id: 'seldom', revision: 7 }]);
    const moved = await send({ type: 'move', calendar: 'always' });
    expect(moved.references).toEqual([{ kind: 'calendar', id: 'always', revision: 1 }]);
    expect(asked).toEqual(['calendar/seldom', 'calendar/always']);
  });

  test('is looked for anew in each transition: a changed calendar counts from the next on', async () => {
    const { known, send, entry } = await openCase();
    known['calendar/always'] = { revision: 2, value: { after: (from: number) => from + 5 } };
    const again = await send({ type: 'move', calendar: 'always' });
    expect(entry.references).toEqual([{ kind: 'calendar', id: 'always', revision: 1 }]);
    expect(again.references).toEqual([{ kind: 'calendar', id: 'always', revision: 2 }]);
    expect(again.timers.map(({ dueAt }) => dueAt - again.at)).toEqual([5]);
  });

  test('a transition that reads none says nothing of it', async () => {
    const { engine, send, instance } = await openCase();
    const resting = await send({ type: 'rest' });
    expect(resting).not.toHaveProperty('references');
    const [pending] = resting.pending;
    if (pending === undefined) throw new Error('Nothing is awaited.');
    const outcome = { output: {} };
    const open = await engine.deliver({ instance, kind: 'result', token: pending, outcome });
    expect(open.references).toEqual([{ kind: 'calendar', id: 'always', revision: 1 }]);
  });

  test('an entry that only changes what is awaited does not repeat what the one before had read', async () => {
    const { engine, send, instance } = await openCase();
    const [asked] = (await send({ type: 'both' })).pending;
    if (asked === undefined) throw new Error('Nothing is awaited.');
    expect((await engine.head(instance)).references).toHaveLength(1);
    const held = await engine.deliver({ instance, kind: 'hold', token: asked, code: 'down', attempts: 1 });
    expect(held).not.toHaveProperty('references');
  });

  test('what the entry after a timer reads is counted from the time when the timer was due', async () => {
    const { engine, clock, instance } = await openCase();
    clock.now += 2 * HOUR + 1000;
    await refusalOf(engine.send({ instance, event: { type: 'rate' }, who }));
    const late = await engine.head(instance);
    expect(stateOf(late)).toBe('late');
    expect(late.references).toEqual([{ kind: 'calendar', id: 'second', revision: 0 }]);
    expect(late.timers.map(({ dueAt }) => dueAt - late.at)).toEqual([HOUR]);
  });

  test('begins the timers of a new version, and the migration says so', async () => {
    const { another, references, instance } = await openCase('seldom');
    const later = another({ references, definitions: createDefinitions([caseOf(1), caseOf(2)]) });
    const migrated = await later.migrate(instance);
    expect(migrated).toMatchObject({ kind: 'migration', version: 2 });
    expect(migrated.references).toEqual([{ kind: 'calendar', id: 'second', revision: 0 }]);
    expect(migrated.timers.map(({ dueAt }) => dueAt - migrated.at)).toEqual([4 * HOUR, HOUR]);
  });

  test('that is not there refuses an event, and nothing is written', async () => {
    const { engine, send, instance } = await openCase();
    const refusal = await refusalOf(send({ type: 'move', calendar: 'nowhere' }));
    expect(refusal).toBeInstanceOf(EventFailed);
    expect(refusal.details).toMatchObject({ reason: 'reference-missing' });
    expect(refusal.message).toContain('There is no calendar nowhere.');
    expect((await engine.head(instance)).revision).toBe(1);
    expect(contextOf(await engine.head(instance))).toMatchObject({ calendar: 'always' });
  });

  test('that is not there any more ends an instance on a timer, with a code', async () => {
    const { engine, clock, known, instance } = await openCase();
    delete known['calendar/second'];
    clock.now += 2 * HOUR;
    const timer = (await engine.head(instance)).timers[0] ?? { revision: 0, index: 0 };
    const ended = await engine.deliver({ instance, kind: 'timer', token: timer });
    expect(ended.status).toBe('failed');
    expect(JSON.parse(ended.snapshot).error).toEqual({ code: 'reference-missing' });
  });

  test('an engine without a source has none', async () => {
    const { engine } = createHarness([caseOf(1)]);
    const refusal = await refusalOf(engine.start({ process: 'case', input: { calendar: 'always' }, who }));
    expect(refusal.details).toMatchObject({ reason: 'reference-missing' });
  });

  test('`advance` names what it was not given', () => {
    const around = { instance: 'i', now: 0, commit: 'c', data: new Map() };
    const start = { kind: 'start', input: { calendar: 'always' }, who } as const;
    const advanced = advance(durable(caseOf(1)), undefined, start, around);
    expect('refusal' in advanced && advanced.refusal).toBeInstanceOf(ReferenceWanted);
    expect('refusal' in advanced && advanced.refusal.details).toEqual({ kind: 'calendar', id: 'always' });
  });
});
