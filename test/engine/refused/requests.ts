import { expect } from 'vitest';
import * as errors from '../../../engine/errors.ts';
import { type Harness, who } from '../harness.ts';

/** A request that is refused, and what the refusal says. */
export interface Refused {
  readonly name: string;
  readonly act: (harness: Harness) => Promise<unknown>;
  readonly is: abstract new (...args: never[]) => errors.BatonError;
  readonly code: string;
  readonly details: Record<string, unknown>;
}

const nobody = { kind: 'result', token: { revision: 1, index: 0 }, outcome: { output: {} } } as const;

/** Requests that could never be taken, whatever the instance went through. */
export const refusedRequests: readonly Refused[] = [
  {
    name: 'an event for an instance that is not there',
    act: ({ send }) => send('nobody', { type: 'wait' }),
    is: errors.InstanceNotFound,
    code: 'instance-not-found',
    details: { instance: 'nobody' },
  },
  {
    name: 'a result for an instance that is not there',
    act: ({ engine }) => engine.deliver({ instance: 'nobody', ...nobody }),
    is: errors.InstanceNotFound,
    code: 'instance-not-found',
    details: { instance: 'nobody' },
  },
  ...(['head', 'verify'] as const).map((method) => ({
    name: `${method} of an instance that is not there`,
    act: ({ engine }: Harness) => engine[method]('nobody'),
    is: errors.InstanceNotFound,
    code: 'instance-not-found',
    details: { instance: 'nobody' },
  })),
  {
    name: 'the journal of an instance that is not there',
    act: ({ engine }) => engine.journal('nobody', 1, 10),
    is: errors.InstanceNotFound,
    code: 'instance-not-found',
    details: { instance: 'nobody' },
  },
  {
    name: 'a revision that is not there',
    act: async ({ engine, open }) => engine.at(await open(), 2),
    is: errors.RevisionNotFound,
    code: 'revision-not-found',
    details: { instance: 'id-000001', revision: 2 },
  },
  {
    name: 'an event that does nothing here: those that do are listed',
    act: async ({ send, open }) => send(await open(), { type: 'back' }),
    is: errors.EventNotAccepted,
    code: 'event-not-accepted',
    details: {
      type: 'back',
      state: 'open',
      accepts: ['add', 'note', 'keep', 'ask', 'askSlowly', 'wait', 'race', 'burst', 'guess', 'loop', 'end'],
    },
  },
  {
    name: 'an event whose payload is not valid: every place is named',
    act: async ({ send, open }) => send(await open(), { type: 'add', n: 'two', 'a/b~': 1 }),
    is: errors.InvalidEvent,
    code: 'invalid-event',
    details: {
      type: 'add',
      issues: [
        { path: '/n', message: expect.any(String) },
        { path: '/a~1b~0', message: 'is not a known field' },
      ],
    },
  },
  {
    name: 'an event that the process does not know',
    act: async ({ send, open }) => send(await open(), { type: 'dance' }),
    is: errors.InvalidEvent,
    code: 'invalid-event',
    details: { type: 'dance', issues: [{ path: '/type', message: expect.stringContaining('add, note') }] },
  },
  ...['toString', '__proto__', 'constructor', ''].map((type) => ({
    name: `an event named ${type || 'nothing'}`,
    act: async ({ send, open }: Harness) => send(await open(), { type }),
    is: errors.InvalidEvent,
    code: 'invalid-event',
    details: { type, issues: [{ path: '/type', message: expect.any(String) }] },
  })),
  {
    name: 'a start whose input is not valid',
    act: ({ engine }) => engine.start({ process: 'ticket', input: { n: 0.5, tags: ['a', 1] }, who }),
    is: errors.InvalidInput,
    code: 'invalid-input',
    details: {
      process: 'ticket',
      issues: [
        { path: '/n', message: expect.any(String) },
        { path: '/tags/1', message: expect.any(String) },
      ],
    },
  },
  ...[
    'xstate.done.actor.answer',
    'xstate.error.actor.answer',
    'xstate.after.10.ticket.first',
    'xstate.init',
  ].map((type) => ({
    name: `a caller's ${type}`,
    act: async ({ send, open }: Harness) => {
      const instance = await open();
      await send(instance, { type: 'ask' });
      return send(instance, { type, output: { n: 1 } });
    },
    is: errors.ReservedEvent,
    code: 'reserved-event',
    details: { type },
  })),
  ...['burst', 'guess'].map((type) => ({
    name: `an event on which an action or a guard throws: ${type}`,
    act: async ({ send, open }: Harness) => send(await open(), { type }),
    is: errors.EventFailed,
    code: 'event-failed',
    details: { type, process: 'ticket' },
  })),
];
