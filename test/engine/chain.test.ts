import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { brokenLinks, seal } from '../../engine/chain.ts';
import type { Entry } from '../../engine/entry.ts';
import { BatonError } from '../../engine/errors.ts';
import type { Sent } from '../../engine/incoming.ts';
import { engineSide } from './durable-side.ts';
import { createDurableFamily } from './family/durable-family.ts';
import { deep } from './family/gallery/deep.ts';
import { spawned } from './family/gallery/spawned.ts';
import type { Family } from './family/specimen.ts';
import { businessDelays } from './gallery/business.ts';
import { createHarness, tokenOf, who } from './harness.ts';
import { createReferee, openMatch } from './referee.ts';
import { seed } from './seed.ts';
import { desk } from './tasks/desk.ts';

/** An instance whose entries between them fill every field that an entry has. */
async function lived() {
  const harness = createHarness();
  const { engine, journal, clock, send } = harness;
  const input = { n: 90, tags: ['a'] };
  const { instance } = (await engine.start({ process: 'ticket', input, key: 'k', who })).entry;
  const { pending } = await send(instance, { type: 'askSlowly' }, 'first');
  const hold = { instance, kind: 'hold', token: tokenOf(pending), code: 'down', attempts: 2 } as const;
  await engine.deliver(hold);
  await engine.retry({ instance, id: 'again', who });
  await engine.deliver(hold);
  clock.now += 50;
  await engine.deliver({
    instance,
    kind: 'result',
    token: tokenOf(pending),
    outcome: { output: { n: null } },
  });
  const ask = await send(instance, { type: 'ask' });
  await engine.deliver({
    instance,
    kind: 'result',
    token: tokenOf(ask.pending),
    outcome: { error: { code: 'no' } },
  });
  await send(instance, { type: 'wait' });
  clock.now += 15;
  await send(instance, { type: 'add', n: 20 });
  for (let n = 0; n < 32; n++) await send(instance, { type: 'note', text: `${n}` }, `note-${n}`);
  await send(instance, { type: 'end' });
  return { ...harness, instance, entries: await journal.read(instance, 1, 1000) };
}

/** Journals of instances that started, told and stopped each other: what the one above has not, they have. */
async function families(): Promise<readonly (readonly Entry[])[]> {
  const stories: readonly (readonly [Family, readonly (readonly [string, Sent])[]])[] = [
    [
      deep,
      [
        ['', { type: 'spring' }],
        ['', { type: 'say', word: 'a' }],
        ['branch', { type: 'prune' }],
      ],
    ],
    [
      spawned,
      [
        ['', { type: 'open', id: 'a' }],
        ['', { type: 'callLater', id: 'a' }],
        ['', { type: 'call', id: 'a' }],
        ['a', { type: 'go' }],
        ['', { type: 'open', id: 'b' }],
        ['', { type: 'close', id: 'b' }],
      ],
    ],
  ];
  const journals = stories.map(async ([family, story]) => {
    const side = await createDurableFamily(family, 1_000_000, {}, () => 0);
    for (const [path, event] of story) await side.send(path, event);
    return side.journals();
  });
  return (await Promise.all(journals)).flat();
}

/** The journal of an instance that had tasks, and was paused with one. */
async function tasked(): Promise<readonly Entry[]> {
  const { engine, journal, send } = createHarness([desk]);
  const { instance } = (await engine.start({ process: 'desk', input: {}, who })).entry;
  const { tasks } = await send(instance, { type: 'check' });
  await engine.task({ instance, kind: 'claim', token: tokenOf(tasks), person: 'ann', who });
  await engine.byHand({ instance, kind: 'pause', reason: 'r', who });
  await engine.byHand({ instance, kind: 'resume', reason: 'r', who });
  await engine.byHand({ instance, kind: 'move', to: 'both', reason: 'r', who });
  return journal.read(instance, 1, 1000);
}

/** An instance whose delays were decided by calendars. */
async function consulting(): Promise<readonly Entry[]> {
  const { definition } = businessDelays;
  const instance = 'consulting';
  const side = await engineSide(definition, instance, Date.UTC(2026, 10, 23), {});
  if (side instanceof BatonError) throw side;
  await side.send({ type: 'use', calendar: 'nights' });
  await side.send({ type: 'stay' });
  return side.entries();
}

/** Instances that asked a decision: of a challenger, with a shadow, with a fault. */
async function deciding(): Promise<readonly (readonly Entry[])[]> {
  const { engine, journal, publish, clock } = createReferee();
  publish({ from: clock.now, version: 2, challenger: 1, shadow: 3 });
  const first = await openMatch(engine);
  publish({ from: clock.now, version: 3, shadow: 1 });
  const second = await openMatch(engine);
  return Promise.all([first, second].map(({ instance }) => journal.read(instance, 1, 1000)));
}

/** Journals that between them have every field. */
async function everything(): Promise<readonly (readonly Entry[])[]> {
  return [
    (await lived()).entries,
    ...(await families()),
    await tasked(),
    await consulting(),
    ...(await deciding()),
  ];
}

type Path = readonly (string | number)[];

/** Paths of every value in an entry that is not an object itself. */
function leaves(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, one]) =>
    leaves(one, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function changed(entry: Entry, path: Path, change: (value: unknown) => unknown): Entry {
  const copy = structuredClone(entry);
  const last = path.at(-1) as string;
  const holder = path.slice(0, -1).reduce<unknown>((at, key) => (at as never)[key as never], copy) as never;
  const value = change(holder[last as never]);
  if (value === undefined) delete holder[last as never];
  else (holder as Record<string, unknown>)[last] = value;
  return copy;
}

const others = (value: unknown): ((value: unknown) => unknown)[] =>
  typeof value === 'number'
    ? [(n) => (n as number) + 1, () => undefined, String]
    : typeof value === 'string'
      ? [(text) => `${text}x`, () => undefined, () => '']
      : typeof value === 'boolean'
        ? [(flag) => !flag]
        : [() => 'x', () => undefined];

/** Every field that an entry can have. */
const FIELDS = `
  at children.*.id children.*.index children.*.received.index children.*.received.revision children.*.revision
  children.*.src children.*.stopped closed.*.index closed.*.revision commit createdAt
  decisions.*.challenger decisions.*.decision decisions.*.facts.goals decisions.*.fault.code decisions.*.fault.place
  decisions.*.output decisions.*.output.points decisions.*.rules.* decisions.*.shadow.fault.code
  decisions.*.shadow.fault.place decisions.*.shadow.output decisions.*.shadow.output.points
  decisions.*.shadow.rules.* decisions.*.shadow.version decisions.*.version
  effects.*.id effects.*.index effects.*.input.n effects.*.mark effects.*.revision effects.*.src
  emitted.*.calls emitted.*.id emitted.*.type
  event.id event.payload.attempts event.payload.calendar event.payload.calls event.payload.code event.payload.error.code event.payload.goals event.payload.id
  event.payload.n event.payload.name event.payload.output.calls event.payload.output.n event.payload.output.words.*
  event.payload.patience event.payload.person event.payload.reason event.payload.to
  event.payload.snapshot.context.n event.payload.snapshot.context.name event.payload.snapshot.status
  event.payload.snapshot.value event.payload.tags.* event.payload.text event.payload.word event.token.index
  event.token.mark event.token.revision event.type event.who.id event.who.kind
  hash indexed
  inline.*.error.code inline.*.id inline.*.output inline.*.output.points inline.*.src
  instance kind
  messages.*.event.n messages.*.event.calls messages.*.event.type messages.*.event.word messages.*.id
  messages.*.index messages.*.input.name messages.*.input.patience messages.*.kind messages.*.revision
  messages.*.src messages.*.sync messages.*.to messages.*.to.index messages.*.to.revision
  pausedAt
  parent.id parent.index parent.instance parent.received.index parent.received.revision parent.revision parent.sync
  pending.*.deadlineAt pending.*.held.at pending.*.held.attempts pending.*.held.code pending.*.id
  pending.*.index pending.*.mark pending.*.revision pending.*.src
  previous process recordedAt references.*.id references.*.kind references.*.revision revision seen snapshot status
  tasks.*.assign tasks.*.dueAt tasks.*.index tasks.*.openedAt tasks.*.person tasks.*.revision tasks.*.since tasks.*.state
  timers.*.cancellable timers.*.dueAt timers.*.event.n timers.*.event.type timers.*.id timers.*.index
  timers.*.revision timers.*.to.index timers.*.to.revision
  version
`
  .trim()
  .split(/\s+/);

const token = { revision: 9, index: 9 };
const more = {
  effects: { ...token, id: 'x', src: 'x' },
  inline: { id: 'x', src: 'x' },
  timers: { ...token, event: { type: 'x' }, dueAt: 1 },
  pending: { ...token, id: 'x', src: 'x', deadlineAt: 1 },
  children: { ...token, id: 'x', src: 'x' },
  messages: { ...token, kind: 'end' },
  emitted: { type: 'x' },
  tasks: { ...token, state: 'x', openedAt: 1, assign: 'claim' },
  closed: token,
  references: { kind: 'x', id: 'x', revision: 1 },
  decisions: { decision: 'x', version: 1, facts: {}, rules: [], output: null },
};

describe('the chain of hashes', () => {
  test('an untouched journal verifies', async () => {
    const { engine, instance, entries } = await lived();
    expect(await engine.verify(instance)).toEqual({
      ...{ instance, intact: true, problems: [] },
      revisions: entries.length,
    });
    expect(entries.some((entry) => entry.indexed)).toBe(true);
    expect(entries.some((entry) => entry.recordedAt !== undefined)).toBe(true);
    expect(entries.some((entry) => entry.inline.length > 0)).toBe(true);
    expect(entries.some((entry) => entry.pending.some((effect) => effect.held))).toBe(true);
  });

  test('any change of any field of any entry is noticed, at that entry', async () => {
    const whole = new Set<string>();
    let changes = 0;
    const journals = await everything();
    for (const [entries, entry] of journals.flatMap((entries) =>
      entries.map((one) => [entries, one] as const),
    )) {
      for (const path of leaves(entry)) {
        whole.add(path.map((key) => (typeof key === 'number' ? '*' : key)).join('.'));
        const value = path.reduce<unknown>((at, key) => (at as never)[key as never], entry);
        for (const change of others(value)) {
          const forged = changed(entry, path, change);
          if (JSON.stringify(forged) === JSON.stringify(entry)) continue;
          changes += 1;
          const problems = brokenLinks(entries[entry.revision - 2], forged);
          expect(problems, `${entry.revision}: ${path.join('.')}`).not.toEqual([]);
        }
      }
    }
    expect(changes).toBeGreaterThan(1000);
    expect(whole).toEqual(new Set(FIELDS));
  });

  test('so is what is added to a list, taken from it, or moved in it', async () => {
    const journals = await everything();
    for (const [entries, entry] of journals.flatMap((entries) =>
      entries.map((one) => [entries, one] as const),
    )) {
      const before = entries[entry.revision - 2];
      for (const [name, one] of Object.entries(more)) {
        const list = entry[name as keyof typeof more] ?? [];
        const lists = [[...list, one], [one, ...list], ...list.map((_, at) => list.toSpliced(at, 1))];
        if (list.length > 1) lists.push(list.toReversed());
        for (const forged of lists) expect(brokenLinks(before, { ...entry, [name]: forged })).not.toEqual([]);
      }
    }
  });

  test('a value of null, of undefined and no value at all are told apart', async () => {
    const { entries } = await lived();
    const first = entries[0] as Entry;
    const sealed = (changes: Partial<Entry>) => seal({ ...first, ...changes });
    const effect = { ...more.effects, input: null };
    const outcome = { ...more.inline, output: null };
    const pairs: readonly [Partial<Entry>, Partial<Entry>][] = [
      [{ effects: [effect] }, { effects: [more.effects] }],
      [{ inline: [outcome] }, { inline: [more.inline] }],
      [{ inline: [{ ...more.inline, error: null }] }, { inline: [more.inline] }],
      [{ inline: [{ ...more.inline, error: null }] }, { inline: [outcome] }],
    ];
    for (const [one, other] of pairs) expect(sealed(one).hash).not.toBe(sealed(other).hash);
    // JSON has no undefined: such a value is read back as none, and must still match.
    const undefinedOutput = sealed({ inline: [{ ...more.inline, output: undefined }] });
    expect(brokenLinks(undefined, JSON.parse(JSON.stringify(undefinedOutput)))).toEqual([]);
  });

  test('a forged entry is named by verify, also where its own hash was made to fit', async () => {
    const { engine, journal, instance, entries } = await lived();
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: entries.length - 2 }), fc.nat(), async (place, pick) => {
        const entry = entries[place] as Entry;
        const paths = leaves(entry).filter((path) => path[0] !== 'revision');
        const path = paths[pick % paths.length] as Path;
        const [change] = others(path.reduce<unknown>((at, key) => (at as never)[key as never], entry));
        journal.tamper(instance, entry.revision, changed(entry, path, change ?? String));
        const { intact, problems } = await engine.verify(instance);
        expect([intact, problems[0]?.revision]).toEqual([false, entry.revision]);
        journal.tamper(instance, entry.revision, entry);
      }),
      { seed, numRuns: 60 },
    );
  });

  test('an entry that is missing or has changed places is noticed', async () => {
    const { engine, journal, instance, entries } = await lived();
    const last = entries.length - 1;
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: last - 1 }), fc.nat({ max: last }), async (place, other) => {
        const [one, two] = [entries[place] as Entry, entries[other] as Entry];
        journal.tamper(instance, one.revision, undefined);
        expect((await engine.verify(instance)).intact).toBe(false);
        journal.tamper(instance, one.revision, { ...two, revision: one.revision });
        journal.tamper(instance, two.revision, { ...one, revision: two.revision });
        expect((await engine.verify(instance)).intact).toBe(place === other);
        journal.tamper(instance, one.revision, one);
        journal.tamper(instance, two.revision, two);
      }),
      { seed, numRuns: 40 },
    );
    expect((await engine.verify(instance)).intact).toBe(true);
  });

  test('a journal longer than a page is walked to its end', async () => {
    const { engine, journal, send, open } = createHarness();
    const instance = await open();
    for (let n = 0; n < 230; n++) await send(instance, { type: 'add', n: 1 });
    expect(await engine.verify(instance)).toMatchObject({ intact: true, revisions: 231 });
    const entry = (await journal.at(instance, 229)) as Entry;
    journal.tamper(instance, 229, { ...entry, at: entry.at - 1 });
    expect((await engine.verify(instance)).problems.map(({ revision }) => revision)).toContain(229);
  });
});
