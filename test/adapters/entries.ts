import fc from 'fast-check';
import type { Entry } from '../../engine/entry.ts';

/** An entry as the engine could write it: revision 1 of an order, unless told otherwise. */
export function entryOf(changes: Partial<Entry> = {}): Entry {
  const revision = changes.revision ?? 1;
  return {
    instance: 'i-1',
    revision,
    kind: 'event',
    process: 'order',
    version: 1,
    at: 1_760_000_000_000 + revision,
    createdAt: 1_760_000_000_001,
    event: { type: 'xstate.init', who: { kind: 'caller', id: 'local' } },
    snapshot: '{"value":"open"}',
    status: 'active',
    effects: [],
    inline: [],
    timers: [],
    pending: [],
    children: [],
    messages: [],
    tasks: [],
    closed: [],
    emitted: [],
    seen: '',
    commit: `commit-${revision}`,
    previous: revision === 1 ? '' : 'A'.repeat(43),
    hash: 'A'.repeat(43),
    ...changes,
  };
}

const time = fc.integer({ min: 0, max: 8_640_000_000_000_000 });
const count = fc.nat({ max: 100_000 });
const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
/** Anything that JSON gives back as it was. */
const value = fc.jsonValue().map((it) => JSON.parse(JSON.stringify(it)) as unknown);
const object = fc.dictionary(fc.string({ maxLength: 6 }), value, { maxKeys: 4, noNullPrototype: true });
const token = { revision: count, index: count };
const digest = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(base64url);
const seen = fc.array(digest, { maxLength: 32 }).map((all) => all.map((it) => it.slice(0, 11)).join(''));

const mark = fc.string({ minLength: 1, maxLength: 6 });

const effect = fc.record(
  { ...token, mark, id: word, src: word, input: value },
  { requiredKeys: ['revision', 'index', 'id', 'src'] },
);
const held = fc.record({ code: word, at: time, attempts: count });
const pending = fc.record(
  { ...token, mark, id: word, src: word, deadlineAt: time, held },
  { requiredKeys: ['revision', 'index', 'id', 'src', 'deadlineAt'] },
);
const type = fc
  .tuple(fc.constantFrom('', '', 'xstate.after.', '.', 'xstate.done.actor.'), word)
  .map((it) => it.join(''));
const raised = fc.tuple(type, fc.oneof(fc.constant({}), object)).map(([type, more]) => ({ ...more, type }));
const recipient = fc.oneof(fc.constant('parent' as const), fc.record(token));
const timer = fc
  .tuple(
    fc.record(
      {
        ...{ ...token, id: fc.string({ maxLength: 5 }), event: raised, to: recipient, dueAt: time },
        cancellable: fc.boolean(),
      },
      { requiredKeys: ['revision', 'index', 'event', 'dueAt'] },
    ),
    fc.boolean(),
  )
  .map(([one, byType]) => (byType ? { ...one, id: one.event.type } : one));
const inline = fc.record(
  { id: word, src: word, output: value, error: value },
  { requiredKeys: ['id', 'src'] },
);
const parent = fc.record(
  { instance: word, ...token, id: word, sync: fc.constant(true), received: fc.record(token) },
  { requiredKeys: ['instance', 'revision', 'index', 'id'] },
);
/** Each under a token of its own, and started by this very entry or an earlier one. */
const children = fc.uniqueArray(
  fc.record(
    {
      ...{ ...token, id: word, src: fc.constantFrom('one', 'other') },
      ...{ stopped: fc.constant(true), received: fc.record(token) },
    },
    { requiredKeys: ['revision', 'index', 'id', 'src'] },
  ),
  { maxLength: 3, selector: (child) => `${child.revision}/${child.index}` },
);
const message = fc.oneof(
  fc.record({ kind: fc.constant('event'), index: count, to: recipient, event: raised }),
  fc.record({ kind: fc.constant('stop'), index: count, to: fc.record(token) }),
  fc.record({ kind: fc.constantFrom('snapshot', 'end'), index: count }),
);
const opened = {
  ...{ ...token, state: word, openedAt: time },
  assign: fc.constantFrom('claim', 'in-turn', 'least-load'),
};
const task = fc.oneof(
  fc.record(
    { ...opened, dueAt: time },
    { requiredKeys: ['revision', 'index', 'state', 'openedAt', 'assign'] },
  ),
  fc.record({ ...opened, person: word, since: time }),
);
const wish = fc.record({ input: value, sync: fc.constant(true) }, { requiredKeys: [] });

const event = fc.record(
  {
    type,
    id: fc.string({ maxLength: 40 }),
    payload: object,
    token: fc.record({ ...token, mark }, { requiredKeys: ['revision', 'index'] }),
    who: fc.record({ kind: fc.constantFrom('caller', 'system', 'instance'), id: word }),
  },
  { requiredKeys: ['type', 'who'] },
);

const answer = fc.record(
  { rules: fc.array(word, { maxLength: 3 }), output: value, fault: fc.record({ code: word, place: word }) },
  { requiredKeys: ['rules', 'output'] },
);
const decision = fc
  .tuple(
    answer,
    fc.record(
      {
        ...{ decision: word, version: count, challenger: fc.constant(true as const), facts: object },
        shadow: fc.tuple(answer, count).map(([said, version]) => ({ ...said, version })),
      },
      { requiredKeys: ['decision', 'version', 'facts'] },
    ),
  )
  .map(([said, made]) => ({ ...made, ...said }));

/** Entries of every shape that the type allows, their optional fields present or absent. */
export const anyEntry: fc.Arbitrary<Entry> = fc
  .record(
    {
      instance: word,
      revision: fc.integer({ min: 1, max: 1_000_000 }),
      kind: fc.constantFrom('event', 'timer', 'result', 'control', 'migration'),
      process: word,
      version: count,
      at: time,
      recordedAt: time,
      createdAt: time,
      event,
      snapshot: fc.oneof(
        object.map((it) => JSON.stringify(it)),
        fc.string({ minLength: 1 }),
      ),
      status: fc.constantFrom('active', 'paused', 'done', 'cancelled', 'failed'),
      pausedAt: time,
      effects: fc.array(effect, { maxLength: 3 }),
      inline: fc.array(inline, { maxLength: 3 }),
      timers: fc.array(timer, { maxLength: 3 }),
      pending: fc.array(pending, { maxLength: 3 }),
      parent,
      children,
      messages: fc.array(message, { maxLength: 3 }),
      tasks: fc.array(task, { maxLength: 3 }),
      closed: fc.array(fc.record(token), { maxLength: 2 }),
      emitted: fc.array(raised, { maxLength: 2 }),
      references: fc.array(fc.record({ kind: word, id: word, revision: count }), {
        minLength: 1,
        maxLength: 2,
      }),
      decisions: fc.array(decision, { minLength: 1, maxLength: 2 }),
      seen: fc.oneof(seen, fc.string()),
      indexed: fc.boolean(),
      commit: word,
      previous: fc.oneof(fc.constant(''), digest, fc.string()),
      hash: fc.oneof(digest, fc.string({ minLength: 1 })),
    },
    { requiredKeys: Object.keys(entryOf()) as Exclude<keyof Entry, 'references' | 'decisions'>[] },
  )
  .chain((entry) =>
    // As in real entries, some effects are pending as well, some children are started here, and all messages are sent here.
    fc
      .tuple(
        fc.shuffledSubarray([...entry.pending]),
        fc.subarray(entry.children.map((_, place) => place)),
        wish,
      )
      .map(([some, starting, wish]) => {
        const { revision } = entry;
        const children = entry.children.map((child, place) =>
          starting.includes(place) ? { ...child, revision, index: place } : child,
        );
        const starts = starting.map((place) => {
          const { index = 0, id, src } = children[place] ?? {};
          return { kind: 'start', revision, index, id, src, ...wish };
        });
        // Records without a prototype become plain objects, as everything in an entry is.
        return structuredClone({
          ...entry,
          effects: [
            ...some.map(({ deadlineAt: _, held: __, ...effect }) => ({
              ...effect,
              input: { of: effect.id },
            })),
            ...entry.effects,
          ],
          children,
          messages: [...starts, ...entry.messages.map((message) => ({ ...message, revision }))],
        });
      }),
  ) as unknown as fc.Arbitrary<Entry>;

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
