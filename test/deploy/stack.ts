import { readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './command.ts';

const ACCOUNT = '000000000000';
export const REGION = 'us-east-1';
const STACK = 'baton-dev';

export interface Cloud {
  readonly root: string;
  /** For what CDK writes. */
  readonly folder: string;
  readonly endpoint: string;
  readonly signal: AbortSignal;
}

/** What the stack says of itself. */
export interface Outputs {
  readonly ApiId: string;
  readonly ApiUrl: string;
  readonly JournalTable: string;
  readonly ProjectionTable: string;
  readonly CustomersTable: string;
  readonly QueueUrl: string;
  readonly DeadLetterQueueUrl: string;
  readonly ReconcileArn: string;
}

/** Prepares the account for CDK. The folder is empty: nothing is synthesized for it. */
export async function bootstrap(cloud: Cloud): Promise<void> {
  const cwd = await mkdtemp(join(cloud.folder, 'bootstrap-'));
  await cdk(cloud, ['bootstrap', `aws://${ACCOUNT}/${REGION}`], cwd);
}

/** Deploys the stack as a company would, but for the definitions: `definitions.ts` beside this file. */
export async function deploy(cloud: Cloud, context: Readonly<Record<string, string>>): Promise<Outputs> {
  const outputs = join(cloud.folder, 'outputs.json');
  const method = ['--method=direct', '--require-approval=never', '--outputs-file', outputs];
  await cdk(cloud, ['deploy', STACK, ...method, ...app(cloud, context)]);
  return JSON.parse(readFileSync(outputs, 'utf8'))[STACK];
}

export async function destroy(cloud: Cloud, context: Readonly<Record<string, string>>): Promise<void> {
  await cdk(cloud, ['destroy', STACK, '--force', ...app(cloud, context)]);
}

function app({ folder }: Cloud, context: Readonly<Record<string, string>>): string[] {
  const all = { stage: 'dev', account: ACCOUNT, region: REGION, ...context };
  const pairs = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['--output', join(folder, 'cdk.out'), ...pairs];
}

async function cdk({ root, folder, endpoint, signal }: Cloud, args: string[], cwd = root): Promise<void> {
  const cli = join(root, 'node_modules/aws-cdk/bin/cdk');
  const env = { ...credentials(), AWS_ENDPOINT_URL: endpoint, CDK_HOME: folder, CDK_DISABLE_VERSION_CHECK: '1' };
  const quiet = ['--no-notices', '--no-telemetry', '--no-color', '--progress=events'];
  await run(process.execPath, [cli, ...args, ...quiet], { cwd, env: { ...process.env, ...env }, signal });
}

/** Any will do for an emulator; a profile or a role of the person who runs the test must not get in the way. */
export function credentials() {
  return {
    AWS_ACCESS_KEY_ID: process.env.AWS_ACCESS_KEY_ID ?? 'test',
    AWS_SECRET_ACCESS_KEY: process.env.AWS_SECRET_ACCESS_KEY ?? 'test',
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_PROFILE: undefined,
  };
}
