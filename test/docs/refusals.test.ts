import { describe, expect, test } from 'vitest';
import { type AnyStateMachine, assign, createMachine, fromPromise, raise, setup, spawnChild } from 'xstate';
import * as z from 'zod';
import type { Definition } from '../../engine/definition.ts';
import { EventFailed, NotDurable } from '../../engine/errors.ts';
import { createDefinitions } from '../../engine/registry.ts';
import { effect, inline, process, schemas } from '../../machines/define.ts';
import { rehearse } from '../kit/rehearse.ts';
import { page, tableUnder } from './markdown.ts';

const nothing = z.strictObject({});
const parts = schemas({
  ...{ input: nothing, context: z.looseObject({}), output: nothing },
  events: { go: z.object({}) },
  effects: { work: effect({ input: z.undefined(), output: nothing }) },
  inline: {},
});

/** A machine that no author could write without going around the types. */
function trial(config: object, more: { actors?: object; delays?: object } = {}): Definition {
  const { actors, delays = {} } = more;
  const given = { ...parts.setup, delays, actors: { ...parts.setup.actors, ...actors } };
  const machine: AnyStateMachine = setup(given as never).createMachine({
    context: {},
    ...config,
  } as never) as never;
  return process({ name: 'trial', version: 1, title: { en: 'Trial', zh: '试验' }, ...parts, machine });
}

/** By the guide's first column, a definition that is refused for it. */
const undurable: Readonly<Record<string, Definition>> = {
  'an actor that is no effect, inline actor or child': trial(
    {},
    { actors: { call: fromPromise(async () => 1) } },
  ),
  'a child machine that is no process': trial(
    { invoke: { src: 'child' } },
    { actors: { child: createMachine({}) } },
  ),
  'one name for an effect and an inline actor': process({
    ...{ name: 'trial', version: 1, title: { en: 'Trial', zh: '试验' } },
    ...parts,
    inline: { work: inline({ input: z.undefined(), output: nothing, compute: () => ({}) }) },
    machine: setup(parts.setup).createMachine({}),
  }),
  'one that is called like what every object has (`constructor`)': trial(
    {},
    { actors: { constructor: fromPromise(async () => 1) } },
  ),
  'an `invoke` of something else': trial({ invoke: { src: fromPromise(async () => 1) } }),
  'an `invoke` with `systemId`': trial({ invoke: { src: 'work', systemId: 'it' } }),
  '`onSnapshot` of what is no child': trial({ invoke: { src: 'work', onSnapshot: {} } }),
  'an action that runs code of its own': trial({ entry: () => {} }),
  'an action that is not in the setup': trial({ entry: 'nowhere' }),
  '`spawnChild` of something else': trial({ entry: spawnChild('play', { id: 'it' }) }),
  '`spawnChild` without an id': trial({ entry: spawnChild('work') }),
  '`spawnChild` with a `systemId`': trial({
    entry: spawnChild('work', { id: 'it', systemId: 'it' } as never),
  }),
  'a delay as an inline function': trial({ entry: raise({ type: 'go' }, { delay: () => 1 }) }),
  'a delay that is not in the setup': trial({ after: { later: {} } }),
  'a guard that is not in the setup': trial({ on: { go: { guard: 'nowhere' } } }),
};

const guide = page('docs/authors-guide.md');

describe('refused when it is registered', () => {
  const listed = tableUnder(guide, 'What is refused at registration');

  test('the guide lists each', () => {
    expect(listed.map(([what]) => what)).toEqual(Object.keys(undurable));
  });

  test.each(listed)('%s: %s', (what = '', remedy) => {
    const definition = undurable[what];
    if (definition === undefined) throw new Error(`No definition shows ${what}.`);
    expect(remediesFor(definition)).toContain(remedy);
  });
});

function remediesFor(definition: Definition): readonly string[] {
  try {
    createDefinitions([definition]);
  } catch (error) {
    if (!(error instanceof NotDurable)) throw error;
    return (error.details.problems as readonly { remedy: string }[]).map(({ remedy }) => remedy);
  }
  return [];
}

describe('refused when it happens', () => {
  const doing = (actions: unknown) => trial({ on: { go: { actions } } });
  const states = (later: unknown, more: object) =>
    trial({ initial: 'here', states: { here: { on: { go: 'there' } }, ...more } }, { delays: { later } });

  test.each([
    ['a date in the context', doing(assign({ at: () => new Date(0) }))],
    ['a number in the context that JSON does not have', doing(assign({ share: () => Number.NaN }))],
    ['a spawn inside an assign', doing(assign({ it: ({ spawn }) => spawn('work' as never) }))],
    ['an assign that throws', doing(assign(() => JSON.parse('no')))],
    ['a delay that is no number', states(() => Number.NaN, { there: { after: { later: 'here' } } })],
    ['a loop without an end', states(1, { there: { always: 'back' }, back: { always: 'there' } })],
  ])('%s', (_, definition) => {
    const instance = rehearse(definition, {});
    expect(() => instance.send({ type: 'go' })).toThrow(EventFailed);
    expect(instance.head.revision).toBe(1);
  });

  test('from inside, the instance goes to `failed`', () => {
    const definition = states(1, {
      there: { after: { later: { target: 'here', actions: assign(() => JSON.parse('no')) } } },
    });
    const instance = rehearse(definition, {});
    instance.send({ type: 'go' });
    instance.pass({ seconds: 1 });
    expect(instance.head.status).toBe('failed');
    expect(instance.view.error).toEqual({ code: 'event-failed' });
  });
});
