import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readSettings, refuseOpenStages, UnfitSettings } from '../../infra/settings.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (
  context: Record<string, string>,
  environment: Record<string, string> = { AWS_REGION: 'eu-west-1' },
) => readSettings((name) => context[name], environment);

describe('settings', () => {
  test('have defaults', () => {
    expect(read({})).toEqual({
      stage: 'dev',
      region: 'eu-west-1',
      gateway: 'http',
      mailFrom: 'baton@example.com',
      teamMail: 'baton@example.com',
    });
  });

  test.each([
    ['context before all', { region: 'eu-north-1' }, { CDK_DEFAULT_REGION: 'us-east-2' }, 'eu-north-1'],
    ["then the CDK's own", {}, { CDK_DEFAULT_REGION: 'us-east-2', AWS_REGION: 'eu-west-1' }, 'us-east-2'],
    ["then AWS's", {}, { AWS_REGION: 'eu-west-1' }, 'eu-west-1'],
  ])('take the region from %s', (_, context, environment, region) => {
    expect(read(context as Record<string, string>, environment as Record<string, string>).region).toBe(
      region,
    );
  });

  test.each([
    ['an unknown gateway', { gateway: 'soap' }, /gateway "soap" is unknown/],
    ['a stage that is no name', { stage: 'Dev 1' }, /stage "Dev 1" is not a name/],
    ['a sender that is no address', { mailFrom: 'orders' }, /not a mail address/],
  ])('refuse %s', (_, context, message) => {
    expect(() => read(context as Record<string, string>)).toThrow(message);
  });

  test('refuse to guess a region', () => {
    expect(() => read({}, {})).toThrow(UnfitSettings);
  });

  test.each(['prod', 'staging', 'dev2'])('refuse to open the stage %s while callers are unknown', (stage) => {
    expect(() => refuseOpenStages(stage)).toThrow(UnfitSettings);
  });
});

test('synthesizing another stage fails with one clear line and exit code 1', () => {
  const context = JSON.stringify({ stage: 'prod', region: 'eu-west-1' });
  const { status, stderr, stdout } = spawnSync(process.execPath, ['--import', 'tsx', 'infra/app.ts'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, CDK_CONTEXT_JSON: context },
  });
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toBe('Only the stage dev can be deployed until callers are identified; "prod" cannot.\n');
});
