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
      stateMachines: {},
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
    [
      'a public address that is none',
      { publicUrl: 'shop.example' },
      /publicUrl "shop.example" is no address/,
    ],
    ['a public address that others read', { publicUrl: 'http://shop.example' }, /begins with https/],
    ['a public address with a slash at its end', { publicUrl: 'https://shop.example/' }, /without \/\./],
    ['state machines that are no JSON', { stateMachines: 'credit-check' }, /stateMachines is no object/],
    ['state machines that are a list', { stateMachines: '[]' }, /stateMachines is no object/],
    [
      'a state machine without an ARN',
      { stateMachines: '{"a":"CreditCheck"}' },
      /"a" has no ARN .*CreditCheck/,
    ],
    [
      'an alias of a state machine',
      { stateMachines: '{"a":"arn:aws:states:eu-west-1:111122223333:stateMachine:CreditCheck:live"}' },
      /"a" has no ARN of a state machine/,
    ],
    [
      'a state machine elsewhere',
      { stateMachines: '{"a":"arn:aws:states:us-east-1:111122223333:stateMachine:CreditCheck"}' },
      /"a" is in us-east-1, and not in eu-west-1/,
    ],
  ])('refuse %s', (_, context, message) => {
    expect(() => read(context as Record<string, string>)).toThrow(message);
  });

  test('take state machines as an object or as JSON', () => {
    const stateMachines = { a: 'arn:aws:states:eu-west-1:111122223333:stateMachine:CreditCheck' };
    expect(read({ stateMachines: JSON.stringify(stateMachines) }).stateMachines).toEqual(stateMachines);
    const { stateMachines: given } = readSettings((name) => ({ stateMachines })[name as 'stateMachines'], {
      AWS_REGION: 'eu-west-1',
    });
    expect(given).toEqual(stateMachines);
  });

  test('refuse to guess a region', () => {
    expect(() => read({}, {})).toThrow(UnfitSettings);
  });

  test.each(['prod', 'staging', 'dev2'])('refuse to open the stage %s while callers are unknown', (stage) => {
    expect(() => refuseOpenStages(stage)).toThrow(UnfitSettings);
  });
});

function synthesized(context: object) {
  return spawnSync(process.execPath, ['--import', 'tsx', 'infra/app.ts'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, CDK_CONTEXT_JSON: JSON.stringify(context) },
  });
}

test('a definition that names a state machine without an ARN is refused with clear lines and exit code 1', () => {
  const definitions = 'test/deploy/definitions.ts';
  const { status, stderr, stdout } = synthesized({ region: 'eu-west-1', definitions });
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toBe(
    'credit-line 1 names the state machine "credit-check", and no ARN is given for it.\n' +
      'Give -c stateMachines=\'{"name":"arn:…"}\'.\n',
  );
});

test('synthesizing another stage fails with one clear line and exit code 1', () => {
  const { status, stderr, stdout } = synthesized({ stage: 'prod', region: 'eu-west-1' });
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toBe('Only the stage dev can be deployed until callers are identified; "prod" cannot.\n');
});
