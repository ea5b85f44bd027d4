import { describe, expect, test } from 'vitest';
import { assign, sendParent, setup } from 'xstate';
import * as z from 'zod';
import { type Entry, type Outgoing, tokenOf } from '../../../engine/entry.ts';
import { Stale } from '../../../engine/errors.ts';
import { childId } from '../../../engine/ids.ts';
import { createSendMessages } from '../../../engine/messages.ts';
import { createDefinitions } from '../../../engine/registry.ts';
import { viewOf } from '../../../engine/view.ts';
import { process, schemas } from '../../../machines/define.ts';
import { contextOf, createHarness, refusalOf, START, stateOf, who } from '../harness.ts';

const bare = z.object({});
const words = z.array(z.string());

const kidParts = schemas({
  input: z.strictObject({ name: z.string().max(10) }),
  context: z.strictObject({ name: z.string(), heard: words, weight: z.string() }),
  output: z.strictObject({ name: z.string() }),
  events: { grow: bare, cry: z.object({ word: z.string() }) },
  internal: { told: z.object({ word: z.string() }) },
  effects: {},
  inline: {},
});
const kid = process({
  name: 'kid',
  version: 1,
  title: { en: 'Kid', zh: '孩子' },
  ...kidParts,
  machine: setup(kidParts.setup).createMachine({
    context: ({ input: { name } }) => {
      if (name === 'burst') throw new Error('burst');
      return { name, heard: [], weight: name === 'heavy' ? 'x'.repeat(500_000) : '' };
    },
    output: ({ context: { name } }) => ({ name }),
    initial: 'small',
    on: {
      cry: { actions: sendParent(({ event }) => ({ type: 'cried', word: event.word })) },
      told: { actions: assign({ heard: ({ context, event }) => [...context.heard, event.word] }) },
    },
    states: { small: { on: { grow: 'grown' }, after: { 5000: 'grown' } }, grown: { type: 'final' } },
  }),
});

const homeParts = schemas({
  input: z.strictObject({ name: z.string() }),
  context: z.strictObject({ name: z.string(), heard: words, end: z.unknown() }),
  output: z.undefined(),
  events: { leave: bare, back: bare, close: bare },
  internal: { cried: z.object({ word: z.string() }) },
  effects: {},
  inline: {},
  children: { kid },
});
const home = process({
  name: 'home',
  version: 1,
  title: { en: 'Home', zh: '家' },
  ...homeParts,
  machine: setup(homeParts.setup).createMachine({
    context: ({ input }) => ({ ...input, heard: [], end: null }),
    initial: 'full',
    on: {
      cried: { actions: assign({ heard: ({ context, event }) => [...context.heard, event.word] }) },
      close: '.closed',
    },
    states: {
      full: {
        invoke: {
          id: 'kid',
          src: 'kid',
          input: ({ context }) => ({ name: context.name }),
          onDone: { target: 'empty', actions: assign({ end: ({ event }) => event.output }) },
          onError: { target: 'empty', actions: assign({ end: ({ event }) => event.error }) },
        },
        on: { leave: 'empty' },
      },
      empty: { on: { back: 'full' } },
      closed: { type: 'final' },
    },
  }),
});

async function begin(name = 'ann') {
  const harness = createHarness([home, kid]);
  const { engine, journal } = harness;
  const { entry } = await engine.start({ process: 'home', input: { name }, who });
  const parent = entry.instance;
  const deliver = createSendMessages(engine, createDefinitions([home, kid]));
  const send = (instance: string, event: { type: string; word?: string }) =>
    engine.send({ instance, event, who }).then(({ entry }) => entry);
  /** Hands on what an instance sent from a revision on. */
  const relay = async (instance: string, from = 1) => {
    for (const one of await journal.read(instance, from, 100)) await deliver(one);
  };
  const childOf = (of: Entry, place = 0) =>
    childId(parent, tokenOf(of.children[place] as Entry['children'][0]));
  return { ...harness, entry, parent, kid: childOf(entry), childOf, deliver, relay, send };
}

const journalOf = async (
  { journal }: { journal: { read(i: string, f: number, l: number): Promise<readonly Entry[]> } },
  instance: string,
) => (await journal.read(instance, 1, 100)).map(({ kind, event: { type } }) => [kind, type]);

describe('a child', () => {
  test('is linked to its parent, begins when its parent asked for it, and its end comes back once', async () => {
    const it = await begin();
    it.clock.now += 4000;
    await it.relay(it.parent);
    const born = await it.engine.head(it.kid);
    expect(born).toMatchObject({
      ...{ process: 'kid', revision: 1, at: START, recordedAt: START + 4000, createdAt: START },
      parent: { instance: it.parent, revision: 1, index: it.entry.children[0]?.index, id: 'kid' },
      event: { type: 'xstate.init', payload: { name: 'ann' }, who: { kind: 'instance', id: it.parent } },
    });
    await it.send(it.kid, { type: 'grow' });
    await it.relay(it.kid);
    await it.relay(it.kid);
    await it.relay(it.parent);
    const head = await it.engine.head(it.parent);
    expect([stateOf(head), contextOf(head).end, head.children]).toEqual(['empty', { name: 'ann' }, []]);
    expect(head).toMatchObject({
      kind: 'result',
      revision: 2,
      event: { who: { kind: 'instance', id: it.kid } },
    });
  });

  test.each([
    { name: 'much too long a name', code: 'invalid-input' },
    { name: 'burst', code: 'event-failed' },
    { name: 'heavy', code: 'too-large' },
  ])('that cannot begin is there and has failed, and its parent hears: $code', async ({ name, code }) => {
    const it = await begin(name);
    await it.relay(it.parent);
    const born = await it.engine.head(it.kid);
    expect([born.status, stateOf(born), JSON.parse(born.snapshot).error]).toEqual(['failed', null, { code }]);
    expect(viewOf(kid, born)).toMatchObject({ accepts: [], leaves: [], error: { code } });
    expect(await it.engine.verify(it.kid)).toMatchObject({ intact: true });
    await it.relay(it.kid);
    expect(contextOf(await it.engine.head(it.parent)).end).toEqual({ code });
  });

  test('whose process is not here yet is not begun, and not given up', async () => {
    const it = await begin();
    const orphans = createSendMessages(
      it.another({ definitions: createDefinitions([home]) }),
      createDefinitions([home]),
    );
    expect((await refusalOf(orphans(it.entry))).code).toBe('definition-unknown');
    await it.relay(it.parent);
    expect((await it.engine.head(it.kid)).status).toBe('active');
  });

  test('that is stopped is cancelled, and is heard until it has stopped; its end is not', async () => {
    const it = await begin();
    await it.relay(it.parent);
    await it.send(it.kid, { type: 'cry', word: 'before' });
    await it.send(it.parent, { type: 'leave' });
    await it.send(it.parent, { type: 'back' });
    await it.relay(it.kid);
    await it.send(it.kid, { type: 'grow' });
    await it.relay(it.parent, 2);
    await it.relay(it.kid);
    const head = await it.engine.head(it.parent);
    // The second child of the same id goes on.
    expect([stateOf(head), contextOf(head)]).toMatchObject(['full', { heard: ['before'], end: null }]);
    expect(head.children).toMatchObject([{ id: 'kid', revision: 3 }]);
    expect(await journalOf(it, it.parent)).toEqual([
      ['event', 'xstate.init'],
      ['event', 'leave'],
      ['event', 'back'],
      ['event', 'cried'],
      ['control', 'stopped'],
    ]);
    expect(head.event.payload).toEqual({ output: { name: 'ann' } });
  });

  test('that its stop finds alive runs no exit actions and says so', async () => {
    const it = await begin();
    await it.relay(it.parent);
    const left = await it.send(it.parent, { type: 'leave' });
    expect(left.children).toMatchObject([{ id: 'kid', stopped: true }]);
    await it.relay(it.parent, 2);
    expect(await it.engine.head(it.kid)).toMatchObject({
      ...{ kind: 'control', status: 'cancelled', timers: [], pending: [] },
      event: { type: 'stop', who: { kind: 'instance', id: it.parent } },
    });
    await it.relay(it.kid);
    const head = await it.engine.head(it.parent);
    expect([head.event, head.children]).toMatchObject([
      { type: 'stopped', payload: { error: { code: 'cancelled' } } },
      [],
    ]);
  });

  test('of a parent that has ended is stopped, and what it still says reaches nobody', async () => {
    const it = await begin();
    await it.relay(it.parent);
    await it.send(it.kid, { type: 'cry', word: 'late' });
    await it.send(it.parent, { type: 'close' });
    await it.relay(it.parent, 2);
    await it.relay(it.kid);
    expect((await it.engine.head(it.kid)).status).toBe('cancelled');
    expect(await it.engine.head(it.parent)).toMatchObject({ status: 'done', revision: 2, children: [] });
  });
});

describe('a message', () => {
  async function told() {
    const it = await begin();
    await it.relay(it.parent);
    const say = (index: number, word: string, revision = 7, instance = it.parent, at = START) =>
      it.engine.deliver({
        ...{ instance: it.kid, kind: 'message', event: { type: 'told', word } },
        from: { instance, place: { revision, index }, at },
      });
    return { ...it, say, heard: async () => contextOf(await it.engine.head(it.kid)).heard };
  }

  test('is taken once, and none that was sent before one that was taken', async () => {
    const it = await told();
    await it.say(3, 'one');
    for (const [index, revision] of [
      [3, 7],
      [2, 7],
      [9, 6],
    ] as const) {
      expect(await refusalOf(it.say(index, 'again', revision))).toBeInstanceOf(Stale);
    }
    await it.say(4, 'two');
    await it.say(0, 'three', 8);
    expect(await it.heard()).toEqual(['one', 'two', 'three']);
    expect((await it.engine.head(it.kid)).revision).toBe(4);
  });

  test('takes effect when it was sent, and never later than now: a clock that is ahead overtakes no timer', async () => {
    const it = await told();
    it.clock.now += 5;
    expect((await it.say(3, 'one')).at).toBe(START);
    const ahead = await it.say(4, 'two', 7, it.parent, it.clock.now + 60_000);
    expect([ahead.at, ahead.recordedAt]).toEqual([it.clock.now, undefined]);
  });

  test('of anybody but the parent is refused', async () => {
    const it = await told();
    expect(await refusalOf(it.say(3, 'lies', 7, 'somebody'))).toBeInstanceOf(Stale);
    const { parent } = await it.engine.head(it.kid);
    const from = {
      instance: 'x',
      child: { revision: 9, index: 9 },
      place: { revision: 1, index: 1 },
      at: START,
    };
    const forged = {
      instance: it.parent,
      kind: 'message',
      event: { type: 'cried', word: 'lies' },
      from,
    } as const;
    expect(await refusalOf(it.engine.deliver(forged))).toBeInstanceOf(Stale);
    expect(parent?.received).toBeUndefined();
  });

  test('that does nothing where it arrives is journaled all the same, and not taken later', async () => {
    const it = await begin();
    await it.relay(it.parent);
    const cried: Outgoing = {
      kind: 'event',
      revision: 2,
      index: 0,
      to: 'parent',
      event: { type: 'unheard' },
    };
    const child = await it.engine.head(it.kid);
    await it.deliver({ ...child, revision: 2, messages: [cried] });
    const head = await it.engine.head(it.parent);
    expect(head).toMatchObject({ revision: 2, kind: 'event', event: { type: 'unheard' }, effects: [] });
    expect(head.snapshot).toBe(it.entry.snapshot);
    await it.deliver({ ...child, revision: 2, messages: [cried] });
    expect((await it.engine.head(it.parent)).revision).toBe(2);
  });

  test('cannot be posted by a caller', async () => {
    const it = await told();
    const posted = it.engine.send({ instance: it.kid, event: { type: 'told', word: 'x' }, who });
    expect((await refusalOf(posted)).code).toBe('invalid-event');
  });
});
