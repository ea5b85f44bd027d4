import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSfnJobs } from '../../adapters/jobs-sfn.ts';
import { StoreUnavailable } from '../../engine/errors.ts';
import { ARN, openFakeStepFunctions } from './fake-step-functions.ts';

let functions: Awaited<ReturnType<typeof openFakeStepFunctions>>;
beforeEach(async () => {
  functions = await openFakeStepFunctions();
});
afterEach(() => functions.close());

const run = { kind: 'bulk', id: 'j-1', revision: 3, at: 1_790_000_000_000 };
const NAME = 'bulk-j-1-3';

function jobs(now = run.at) {
  return createSfnJobs(functions.client, ARN, () => now);
}

test('a run is begun once, under a name of its own', async () => {
  await jobs().begin(run);
  await jobs().begin(run);
  expect([...functions.executions.keys()]).toEqual([NAME]);
  const begun = functions.executions.get(NAME);
  if (begun !== undefined) begun.status = 'SUCCEEDED';
  await jobs().begin(run);
  expect(begun?.status).toBe('SUCCEEDED');
});

test.each([
  ['RUNNING', false],
  ['SUCCEEDED', false],
  ['FAILED', true],
  ['TIMED_OUT', true],
  ['ABORTED', true],
] as const)('one that is %s is lost: %s', async (status, lost) => {
  functions.executions.set(NAME, { status, input: '{}' });
  expect(await jobs().isLost(run)).toBe(lost);
});

test('one of which Step Functions does not know is lost when news of it can no longer be on the way', async () => {
  expect(await jobs(run.at + 59_999).isLost(run)).toBe(false);
  expect(await jobs(run.at + 60_000).isLost(run)).toBe(true);
});

test('where Step Functions refuses or does not answer, nothing is known', async () => {
  functions.answer(() => ({
    status: 400,
    body: { __type: 'AccessDeniedException', message: 'Not allowed.' },
  }));
  await expect(jobs().begin(run)).rejects.toThrow(StoreUnavailable);
  await expect(jobs().isLost(run)).rejects.toThrow(StoreUnavailable);
});
