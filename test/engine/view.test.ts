import { describe, expect, test } from 'vitest';
import { assign, createMachine } from 'xstate';
import { advance } from '../../engine/advance.ts';
import type { Definition } from '../../engine/definition.ts';
import { durable } from '../../engine/durable.ts';
import type { Entry } from '../../engine/entry.ts';
import { graphOf, type StateView } from '../../engine/graph.ts';
import { freeze, thaw } from '../../engine/kernel.ts';
import { viewOf, whereaboutsOf } from '../../engine/view.ts';
import { START, who } from './harness.ts';
import { loose } from './refused/loose.ts';
import { ticket } from './ticket.ts';

function started(definition: Definition, input: unknown = {}): { definition: Definition; entry: Entry } {
  const ready = durable(definition);
  const around = { instance: 'i', now: START, commit: 'c' };
  const advanced = advance(ready, undefined, { kind: 'start', input, who }, around);
  if ('refusal' in advanced) throw advanced.refusal;
  return { definition: ready, entry: advanced.entry };
}

const shown = (config: object) => {
  const { definition, entry } = started(loose({ initial: undefined, ...config }));
  return viewOf({ ...definition, eventTypes: ['go', 'go.on', 'stop'] }, entry);
};
const does = { actions: assign({}) };
const yes = (): boolean => true;
const no = (): boolean => false;

describe('which events an instance takes', () => {
  test.each([
    ['nothing', {}, []],
    ['an exact one', { on: { go: does } }, ['go']],
    ['a prefix', { on: { 'go.*': does } }, ['go', 'go.on']],
    ['anything', { on: { '*': does } }, ['go', 'go.on', 'stop']],
    ['one that does nothing', { on: { go: {} } }, []],
    ['anything but one', { on: { '*': does, go: {} } }, ['go.on', 'stop']],
    ['anything but a prefix', { on: { '*': does, 'go.*': {} } }, ['stop']],
    ['one that only a guard forbids', { on: { '*': does, go: { guard: yes } } }, ['go', 'go.on', 'stop']],
    ['guarded, whatever the guard says', { on: { go: { guard: no, ...does } } }, ['go']],
    ['forbidden inside', { on: { go: does }, initial: 'a', states: { a: { on: { go: {} } } } }, []],
    [
      'forbidden inside, unless a guard says otherwise',
      { on: { go: does }, initial: 'a', states: { a: { on: { go: { guard: yes } } } } },
      ['go'],
    ],
    [
      'forbidden in one region: it speaks for all of them',
      { on: { go: does, stop: does }, type: 'parallel', states: { a: { on: { go: {} } }, b: {} } },
      ['stop'],
    ],
    [
      'forbidden in one region, taken in another',
      { type: 'parallel', states: { a: { on: { go: {} } }, b: { on: { go: does } } } },
      ['go'],
    ],
  ])('%s', (_, config, accepts) => {
    expect(shown(config).accepts).toEqual(accepts);
  });

  test('none once it has ended', () => {
    const view = shown({ on: { go: does }, initial: 'a', states: { a: { type: 'final' } } });
    expect([view.accepts, view.leaves]).toEqual([[], ['a']]);
  });
});

describe('a view', () => {
  test('has state, leaves in the order of the document, key and context', () => {
    const { definition, entry } = started(ticket, { n: 101 });
    expect(viewOf(definition, entry)).toEqual({
      state: 'open',
      leaves: ['open'],
      context: { n: 101, notes: [], kept: null },
      output: undefined,
      error: undefined,
      accepts: expect.arrayContaining(['add', 'end']),
      key: 'T-101',
    });
    expect(whereaboutsOf(definition, entry)).toEqual({ leaves: ['open'], key: 'T-101' });
    const regions = { b: { initial: 'y', states: { y: {} } }, a: {} };
    expect(shown({ type: 'parallel', states: regions }).leaves).toEqual(['b.y', 'a']);
  });

  test('of a state, an actor or a memory that the definition no longer has throws, and drops nothing', () => {
    const machine = createMachine({
      initial: 'a',
      states: { a: {} },
    } as never) as unknown as Definition['machine'];
    const standing = (changes: object, more: object = {}) => ({
      ...{ pending: [], children: [], ...more },
      snapshot: JSON.stringify({ value: 'a', context: {}, ...changes }),
    });
    const lost = { revision: 1, index: 0, id: 'x', src: 'lost' };
    expect(freeze(thaw(machine, standing({})), () => false)).toBe(standing({}).snapshot);
    expect(() => thaw(machine, standing({ value: 'gone' }))).toThrow('gone');
    expect(() => thaw(machine, standing({ children: { x: 'lost' } }))).toThrow('no actor lost');
    expect(() => thaw(machine, standing({}, { pending: [{ ...lost, deadlineAt: 1 }] }))).toThrow(
      'no actor lost',
    );
    expect(() => thaw(machine, standing({}, { children: [lost] }))).toThrow('no actor lost');
    expect(() => thaw(machine, standing({ history: { h: ['lost'] } }))).toThrow('no state lost');
  });
});

describe('the graph', () => {
  const root = graphOf(durable(ticket));
  const state = (path: string) => root.states.find((one) => one.path === path) as StateView;

  test('has every state with its type and what it invokes', () => {
    expect(root.states.map(({ path, type }) => [path, type])).toContainEqual(['ended', 'final']);
    expect([root.type, root.initial]).toEqual(['compound', 'open']);
    expect(state('asking').invokes).toEqual([{ id: 'answer', src: 'answer', kind: 'effect' }]);
    expect(state('second').invokes).toEqual([{ id: 'second-when', src: 'when', kind: 'inline' }]);
  });

  test('has every transition with its cause, guard, targets and actions', () => {
    expect(state('first').transitions).toContainEqual({ delay: 10, targets: ['second'], actions: [] });
    expect(state('open').transitions).toContainEqual({
      ...{ event: 'guess', guard: 'burst', targets: ['ended'] },
      actions: [],
    });
    expect(state('asking').transitions).toContainEqual({
      event: 'xstate.error.actor.answer',
      targets: ['open'],
      actions: ['note'],
    });
    expect(root.transitions).toContainEqual({ event: 'end', targets: ['ended'], actions: [] });
  });
});

describe('what only a step can see is refused there, and nothing is silently different', () => {
  test('an actor spawned inside an assign', () => {
    const spawning = assign((({ spawn }: { spawn: (src: string) => unknown }) => ({
      child: spawn('call'),
    })) as never);
    expect(() => started(loose({ states: { here: { entry: spawning } } }))).toThrow('failed on the event');
  });

  test('a computed delay that is no number', () => {
    const config = { states: { here: { after: { soon: 'here' } } } };
    for (const delay of [undefined, Number.NaN, '5']) {
      const definition = loose(config, { delays: { soon: () => delay } });
      expect(() => started(definition)).toThrow('failed on the event');
    }
  });

  test('always without end', () => {
    const config = { states: { here: { always: 'there' }, there: { always: 'here' } } };
    expect(() => started(loose(config))).toThrow('failed on the event');
  });
});
