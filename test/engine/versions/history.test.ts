import { describe, expect, test } from 'vitest';
import { advance } from '../../../engine/advance.ts';
import type { Migration } from '../../../engine/definition.ts';
import { peek } from '../../../engine/kernel.ts';
import { change, entryAfter, migrated, problemsOf, START, taken, version } from './pair.ts';

type Config = Parameters<typeof version>[1];
const two = (config: Config, said: Partial<Migration> = {}) => version(2, config, [change(said)]);

describe('history', () => {
  const from = version(1, {
    initial: 'on',
    states: {
      on: {
        initial: 'x',
        states: { x: { on: { go: 'y' } }, y: {}, last: { type: 'history' } },
        on: { leave: 'off' },
      },
      off: { on: { back: 'on.last' } },
    },
  });
  const head = entryAfter(from, 0, 'go', 'leave');
  const renamed = {
    initial: 'on',
    states: {
      on: { initial: 'x', states: { x: {}, why: {}, hist: { type: 'history' } }, on: { leave: 'off' } },
      off: { on: { back: 'on.hist' } },
    },
  } as const;

  test('follows its states', () => {
    const to = two(renamed, { states: { 'on.y': 'on.why' }, history: { 'on.last': 'on.hist' } });
    const moved = migrated(from, to, head);
    const event = { type: 'back' };
    const who = { kind: 'caller', id: 'test' } as const;
    const next = advance(
      to,
      moved,
      { kind: 'event', event, who },
      { instance: 'i', commit: 'd', now: START },
    );
    expect(peek(taken(next).snapshot).value).toEqual({ on: 'why' });
  });

  test.each<[string, Partial<Migration>, string]>([
    ['the history itself', { states: { 'on.y': 'on.why' } }, 'the history on.last is not there any more'],
    [
      'what it remembers',
      { history: { 'on.last': 'on.hist' } },
      'the history on.last remembers on.y, which lies nowhere in on now',
    ],
  ])('is not lost silently: %s', (_, said, problem) => {
    expect(problemsOf(from, two(renamed, said), head)[0]).toContain(problem);
  });

  test.each<[string, Partial<Migration>]>([
    ['the history is', { history: { 'on.last': null } }],
    ['what it remembers is', { states: { 'on.y': null }, history: { 'on.last': 'on.hist' } }],
  ])('goes where its author says that %s gone', (_, said) => {
    const to = two(renamed, said);
    expect(JSON.parse(migrated(from, to, head).snapshot).history).toBeUndefined();
  });
});
