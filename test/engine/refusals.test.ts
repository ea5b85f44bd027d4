import { describe, expect, test } from 'vitest';
import { advance } from '../../engine/advance.ts';
import { durable } from '../../engine/durable.ts';
import * as errors from '../../engine/errors.ts';
import { childId } from '../../engine/ids.ts';
import { createHarness, type Harness, refusalOf, START, who } from './harness.ts';
import { refusedMoments } from './refused/moments.ts';
import { refusedRequests } from './refused/requests.ts';
import { ticket } from './ticket.ts';

const input = { n: 0 };

describe('every refusal says what it is, and nothing is written', () => {
  test.each([...refusedRequests, ...refusedMoments])('$name', async ({ act, is, code, details }) => {
    const harness = createHarness();
    let written = 0;
    const refused = refusalOf(act(harness).finally(() => (written = count(harness, 'append'))));
    const refusal = await refused;
    expect(refusal).toBeInstanceOf(is);
    expect(refusal.code).toBe(code);
    expect(refusal.details).toEqual(details);
    expect(JSON.parse(JSON.stringify(refusal.details))).toEqual(details);
    const revisions = await harness.journal.read('id-000001', 1, 100);
    if (code !== 'key-reused') expect(revisions.length).toBe(written);
  });

  test('a start that throws is refused by the same name', () => {
    const failing = { ...ticket, machine: ticket.machine.provide({}) };
    failing.parseInput = () => ({ value: undefined as never });
    const around = { instance: 'i', now: START, commit: 'c' };
    const advanced = advance(durable(failing), undefined, { kind: 'start', input, who }, around);
    expect('refusal' in advanced && advanced.refusal).toBeInstanceOf(errors.EventFailed);
    expect('refusal' in advanced && advanced.refusal.cause).toBeInstanceOf(TypeError);
  });

  test.each(['start', 'send'] as const)(
    'a %s whose schema makes no plain JSON is refused',
    async (method) => {
      const dated = (value: unknown) => ({ value: { ...(value as object), on: new Date(0) } });
      const definition =
        method === 'start' ? { ...ticket, parseInput: dated } : { ...ticket, parseEvent: dated };
      const { engine, journal } = createHarness([definition]);
      const begun = engine.start({ process: 'ticket', input, who });
      const refusal = await refusalOf(
        method === 'start'
          ? begun
          : engine.send({ instance: (await begun).entry.instance, event: { type: 'add', n: 1 }, who }),
      );
      expect(refusal.details).toMatchObject({ process: 'ticket', reason: 'not-json' });
      expect(await journal.read('id-000001', 1, 10)).toHaveLength(method === 'start' ? 0 : 1);
    },
  );

  test('a child of such a schema is there and has failed', async () => {
    const parseInput = (value: unknown) => ({ value: { ...(value as object), on: new Date(0) } });
    const { engine } = createHarness([{ ...ticket, parseInput }]);
    const parent = { instance: 'parent', revision: 1, index: 0, id: 'it', at: START };
    await engine.startChild({ process: 'ticket', input, parent });
    const child = await engine.head(childId('parent', parent));
    expect([child.status, JSON.parse(child.snapshot).error]).toEqual(['failed', { code: 'not-json' }]);
  });

  test('what was too large leaves the instance as it was', async () => {
    const { engine, send, open } = createHarness();
    const instance = await open();
    await refusalOf(send(instance, { type: 'keep', what: 'x'.repeat(500_000) }));
    expect((await engine.head(instance)).revision).toBe(1);
    expect((await send(instance, { type: 'add', n: 2 })).revision).toBe(2);
  });
});

function count({ journal }: Harness, request: string): number {
  return journal.requests.filter((one) => one === request).length;
}
