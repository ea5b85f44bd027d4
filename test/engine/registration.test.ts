import { describe, expect, test } from 'vitest';
import {
  and,
  assign,
  cancel,
  emit,
  enqueueActions,
  forwardTo,
  log,
  not,
  raise,
  sendParent,
  sendTo,
  spawnChild,
  stateIn,
  stopChild,
} from 'xstate';
import type { Definition } from '../../engine/definition.ts';
import { durable } from '../../engine/durable.ts';
import { NotDurable } from '../../engine/errors.ts';
import { refusedActions } from './refused/actions.ts';
import { act, entry, invoke, loose, onGo } from './refused/loose.ts';
import { refusedWiring } from './refused/wiring.ts';
import { ticket } from './ticket.ts';

function problemsOf(definition: Definition) {
  try {
    durable(definition);
  } catch (error) {
    if (error instanceof NotDurable) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}

describe('what cannot be made durable is refused when it is registered', () => {
  test.each([...refusedActions, ...refusedWiring])('$name', ({ definition, state, problem, remedy }) => {
    const refusal = problemsOf(definition());
    expect(refusal.code).toBe('not-durable');
    expect(refusal.details).toEqual({
      process: 'loose',
      problems: [
        { state, problem: expect.stringContaining(problem), remedy: expect.stringContaining(remedy) },
      ],
    });
    for (const word of ['loose', state, problem, remedy]) expect(refusal.message).toContain(word);
  });

  test('an effect that is an inline actor too', () => {
    const both = { ...ticket, inline: { ...ticket.inline, answer: () => 1 } };
    expect(problemsOf(both).message).toContain('answer is an effect and an inline actor; rename one');
  });

  test('every problem is named at once', () => {
    const config = {
      states: {
        here: { entry: ['missing', act], invoke: { src: 'nobody', systemId: 'x' } },
        there: { after: { late: { guard: 'unknown', target: 'here' } } },
      },
    };
    const { problems } = problemsOf(loose(config)).details as { problems: { state: string }[] };
    expect(problems.map(({ state }) => state)).toEqual(['here', 'here', 'here', 'here', 'there', 'there']);
  });
});

describe('what can be made durable is registered', () => {
  test.each([
    ['assign, raise, cancel', entry([assign({}), raise({ type: 'go' }, { delay: 5, id: 'x' }), cancel('x')])],
    ['guards of every kind', onGo({ guard: and([not(stateIn('here')), () => true]), target: 'here' })],
    [
      'what is sent, emitted, logged, spawned and stopped',
      entry([
        ...[sendTo('it', { type: 'x' }), sendParent({ type: 'x' }), forwardTo('it'), emit({ type: 'x' })],
        ...[log('x'), spawnChild('call', { id: 'x' }), stopChild('x'), enqueueActions(() => {})],
      ]),
    ],
    ['an effect and an inline actor', invoke([{ src: 'call' }, { src: 'judge' }])],
    [
      'one invoke id in states that exclude each other',
      {
        states: {
          here: { invoke: { id: 'x', src: 'call', onDone: 'there' } },
          there: { invoke: { id: 'x', src: 'call', onDone: 'here' } },
        },
      },
    ],
  ])('%s', (_, config) => {
    expect(() => durable(loose(config))).not.toThrow();
  });
});
