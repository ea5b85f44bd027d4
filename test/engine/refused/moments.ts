import { expect } from 'vitest';
import * as errors from '../../../engine/errors.ts';
import { type Harness, START, tokenOf, who } from '../harness.ts';
import type { Refused } from './requests.ts';

const nobody = { kind: 'result', token: { revision: 1, index: 0 }, outcome: { output: {} } } as const;
const input = { n: 0 };

/** Requests that come at the wrong moment. */
export const refusedMoments: readonly Refused[] = [
  {
    name: 'a revision that is no longer the newest',
    act: async ({ engine, send, open }) => {
      const instance = await open();
      await send(instance, { type: 'add', n: 1 });
      return engine.send({ instance, event: { type: 'add', n: 1 }, revision: 1, who });
    },
    is: errors.RevisionMismatch,
    code: 'revision-mismatch',
    details: { instance: 'id-000001', expected: 1, revision: 2 },
  },
  {
    name: 'an event id that came with another body',
    act: async ({ send, open }) => {
      const instance = await open();
      await send(instance, { type: 'add', n: 1 }, 'once');
      return send(instance, { type: 'add', n: 2 }, 'once');
    },
    is: errors.KeyReused,
    code: 'key-reused',
    details: { instance: 'id-000001' },
  },
  {
    name: 'a start key that came with another input',
    act: async ({ engine }) => {
      await engine.start({ process: 'ticket', key: 'k', input, who });
      return engine.start({ process: 'ticket', key: 'k', input: { n: 1 }, who });
    },
    is: errors.KeyReused,
    code: 'key-reused',
    details: { instance: expect.stringMatching(/^[0-9a-z]{26}$/) },
  },
  {
    name: 'a transition that the store cannot hold',
    act: async ({ send, open }) => send(await open(), { type: 'keep', what: 'x'.repeat(500_000) }),
    is: errors.TooLarge,
    code: 'too-large',
    details: { instance: 'id-000001', bytes: expect.any(Number), limit: 409_600 },
  },
  ...[{ type: 'add', n: 1 }, { type: 'end' }].map((event) => ({
    name: `${event.type} after the end`,
    act: async ({ send, open }: Harness) => {
      const instance = await open();
      await send(instance, { type: 'end' });
      return send(instance, event);
    },
    is: errors.Finished,
    code: 'finished',
    details: { instance: 'id-000001', status: 'done' },
  })),
  {
    name: 'a process that is not there',
    act: ({ engine }) => engine.start({ process: 'dream', input, who }),
    is: errors.DefinitionUnknown,
    code: 'definition-unknown',
    details: { process: 'dream' },
  },
  {
    name: 'an instance of a version that is not there any more',
    act: async ({ another, open }) => {
      const instance = await open();
      const engine = another({ definitions: { get: async () => undefined, list: () => [] } });
      return engine.send({ instance, event: { type: 'wait' }, who });
    },
    is: errors.DefinitionUnknown,
    code: 'definition-unknown',
    details: { process: 'ticket', version: 1 },
  },
  {
    name: 'a retry where nothing is held',
    act: async ({ engine, open }) => engine.retry({ instance: await open(), who }),
    is: errors.NoIncident,
    code: 'no-incident',
    details: { instance: 'id-000001' },
  },
  {
    name: 'the result of an effect that is not awaited',
    act: async ({ engine, open }) => engine.deliver({ instance: await open(), ...nobody }),
    is: errors.Stale,
    code: 'stale',
    details: { key: 'id-000001/1/0' },
  },
  {
    name: 'the result of an effect that was asked again meanwhile',
    act: async ({ engine, send, open }) => {
      const instance = await open();
      const token = tokenOf((await send(instance, { type: 'ask' })).pending);
      await send(instance, { type: 'ask' });
      return engine.deliver({ instance, kind: 'result', token, outcome: { output: { n: 1 } } });
    },
    is: errors.Stale,
    code: 'stale',
    details: { key: 'id-000001/2/0' },
  },
  ...(['timer', 'hold', 'result'] as const).map((kind) => ({
    name: `a ${kind} after the end`,
    act: async ({ engine, send, open }: Harness) => {
      const instance = await open();
      await send(instance, { type: 'ask' });
      await send(instance, { type: 'end' });
      const token = { revision: 2, index: 0 };
      if (kind === 'timer') return engine.deliver({ instance, token, kind });
      if (kind === 'hold') return engine.deliver({ instance, token, kind, code: 'x', attempts: 1 });
      return engine.deliver({ instance, token, kind, outcome: { output: {} } });
    },
    is: errors.Stale,
    code: 'stale',
    details: { key: 'id-000001/2/0' },
  })),
  {
    name: 'a timer of a state that was left',
    act: async ({ engine, send, open }) => {
      const instance = await open();
      const token = tokenOf((await send(instance, { type: 'wait' })).timers);
      await send(instance, { type: 'back' });
      return engine.deliver({ instance, kind: 'timer', token });
    },
    is: errors.Stale,
    code: 'stale',
    details: { key: 'id-000001/2/0' },
  },
  {
    name: 'a timer before its time',
    act: async ({ engine, clock, send, open }) => {
      const instance = await open();
      const token = tokenOf((await send(instance, { type: 'wait' })).timers);
      clock.now += 9;
      return engine.deliver({ instance, kind: 'timer', token });
    },
    is: errors.NotDue,
    code: 'not-due',
    details: { key: 'id-000001/2/0', dueAt: START + 10 },
  },
];
