import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createStateMachines, executionName } from '../../adapters/state-machines-sfn.ts';
import { StillRunning } from '../../engine/state-machines.ts';
import { fakeError } from './fake-aws.ts';
import { ARN, type Execution, openFakeStepFunctions } from './fake-step-functions.ts';

const key = '01234567890123456789abcdef/12/0/k7q2mz';
const name = '01234567890123456789abcdef-12-0-k7q2mz';
const scope = { key, instance: '01234567890123456789abcdef', process: 'order' };
const input = { customer: 'c-1', amountMinor: 500 };

let functions: Awaited<ReturnType<typeof openFakeStepFunctions>>;
beforeEach(async () => {
  functions = await openFakeStepFunctions();
});
afterEach(() => functions.close());

const machines = () => createStateMachines(functions.client, { 'credit-check': ARN });
const run = () => machines().run('credit-check', input, scope);

/** Lets the run of the key come to an end. */
async function ended(how: Partial<Execution>): Promise<void> {
  await expect(run()).rejects.toThrow(StillRunning);
  Object.assign(functions.executions.get(name) ?? {}, how);
}

describe('a run', () => {
  test('is one execution, named after its key, however often it is asked for', async () => {
    for (let n = 0; n < 3; n++) await expect(run()).rejects.toThrow(StillRunning);
    await Promise.all([1, 2].map(() => expect(run()).rejects.toThrow(StillRunning)));
    expect([...functions.executions]).toEqual([[name, { status: 'RUNNING', input: JSON.stringify(input) }]]);
  });

  test('is one where two begin it at once and it ends before the second is heard', async () => {
    functions.answer((operation) =>
      operation === 'DescribeExecution' ? fakeError('ExecutionDoesNotExist', '') : undefined,
    );
    await ended({ status: 'SUCCEEDED', output: '{}' });
    await expect(run()).rejects.toThrow(StillRunning);
    functions.answer(() => undefined);
    expect(await run()).toEqual({});
    expect(functions.executions.size).toBe(1);
  });

  test('gives back its output', async () => {
    await ended({ status: 'SUCCEEDED', output: '{"limitMinor":400}' });
    expect(await run()).toEqual({ limitMinor: 400 });
  });

  test.each<[string, Partial<Execution>, string]>([
    ['with an error of the form of a code', { status: 'FAILED', error: 'NoSuchCustomer' }, 'NoSuchCustomer'],
    [
      'with an error that is a sentence',
      { status: 'FAILED', error: 'John Doe is broke' },
      'state-machine-failed',
    ],
    ['without an error', { status: 'FAILED' }, 'state-machine-failed'],
    ['in a state that took too long', { status: 'FAILED', error: 'States.Timeout' }, 'timed-out'],
    ['by taking too long', { status: 'TIMED_OUT' }, 'timed-out'],
    ['by hand', { status: 'ABORTED', error: 'Anything' }, 'state-machine-aborted'],
    ['with an output that is no JSON', { status: 'SUCCEEDED', output: 'x' }, 'invalid-output'],
  ])('that ended %s fails for good, and its cause is not told', async (_, how, code) => {
    await ended({ cause: 'John Doe, 1 Main Street', ...how });
    const failure: unknown = await run().catch((error: unknown) => error);
    expect(failure).toMatchObject({ code, permanent: true });
    expect(JSON.stringify(failure)).not.toContain('John');
  });

  test('that waits to be redriven goes on', async () => {
    await ended({ status: 'PENDING_REDRIVE' });
    await expect(run()).rejects.toThrow(StillRunning);
  });

  test.each([
    ['is throttled', () => fakeError('ThrottlingException', '')],
    ['has no room', () => fakeError('ExecutionLimitExceeded', '')],
    ['fails', () => fakeError('InternalServerError', '', 500)],
  ])('counts as going on where Step Functions %s, and says why', async (_, answer) => {
    functions.answer(answer);
    await expect(run()).rejects.toMatchObject({
      message: new StillRunning().message,
      cause: expect.any(Error),
    });
    expect(functions.executions.size).toBe(0);
    functions.answer(() => undefined);
    await expect(run()).rejects.toThrow(StillRunning);
    expect(functions.executions.size).toBe(1);
  });

  test('counts as going on where nobody answers', async () => {
    await functions.close();
    await expect(run()).rejects.toMatchObject({ cause: expect.any(Error) });
    functions = await openFakeStepFunctions();
  });

  test('is tried again where it is not allowed', async () => {
    functions.answer(() => fakeError('AccessDeniedException', ''));
    await expect(run()).rejects.toMatchObject({ code: 'state-machine-refused', permanent: false });
  });

  test.each(['debt-check', 'constructor'])(
    'of a state machine without an ARN fails for good: %s',
    async (other) => {
      const asking = machines().run(other, input, scope);
      await expect(asking).rejects.toMatchObject({ code: 'no-such-state-machine', permanent: true });
      expect(functions.asked).toEqual([]);
    },
  );

  test('is stopped', async () => {
    await expect(run()).rejects.toThrow(StillRunning);
    await machines().stop('credit-check', key);
    expect(functions.executions.get(name)?.status).toBe('ABORTED');
  });

  test.each(['never began', 'has ended'])('that %s is not there to be stopped', async (which) => {
    if (which === 'has ended') await ended({ status: 'SUCCEEDED', output: '{}' });
    await machines().stop('credit-check', key);
    expect(functions.asked.at(-1)).toBe('StopExecution');
  });

  test('that cannot be stopped says so', async () => {
    functions.answer(() => fakeError('ThrottlingException', ''));
    await expect(machines().stop('credit-check', key)).rejects.toThrow();
  });
});

test.each([
  [key, name],
  ['i-1/2/3', 'i-1-2-3'],
  ['a b/1/0', /^[\da-f]{64}$/],
  [`${'x'.repeat(80)}/1/0`, /^[\da-f]{64}$/],
])('the run of %s has a name that Step Functions takes', (of, expected) => {
  expect(executionName(of)).toMatch(expected);
});
