import { readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './command.ts';
import { ACCOUNT, awsEnvironment, type ClientSettings, REGION } from './settings.ts';

const STACK = 'baton-dev';

/** Where and from what CDK deploys. */
export interface Cloud {
  /** The repository. */
  readonly root: string;
  /** For what CDK writes. */
  readonly folder: string;
  readonly settings: ClientSettings;
  readonly signal: AbortSignal;
}

/** What the stack says of itself. */
export interface Outputs {
  readonly ApiId: string;
  readonly JournalTable: string;
  readonly ProjectionTable: string;
  readonly RecordsTable: string;
  readonly ListingsTable: string;
  readonly LookupsTable: string;
  readonly TimelineTable: string;
  readonly KeysTable: string;
  readonly QueueUrl: string;
  readonly DeadLetterQueueUrl: string;
  readonly ReconcileArn: string;
  readonly MigrateArn: string;
}

type Context = Readonly<Record<string, string>>;

/** Prepares the account for CDK, from an empty folder: nothing is synthesized for it. */
export async function bootstrap(cloud: Cloud): Promise<void> {
  const cwd = await mkdtemp(join(cloud.folder, 'bootstrap-'));
  await cdk(cloud, ['bootstrap', `aws://${ACCOUNT}/${REGION}`], cwd);
}

/** Deploys the stack as a company would. */
export async function deploy(cloud: Cloud, context: Context): Promise<Outputs> {
  const outputs = join(cloud.folder, 'outputs.json');
  const method = ['--method=direct', '--require-approval=never', '--outputs-file', outputs];
  await cdk(cloud, ['deploy', STACK, ...method, ...app(cloud, context)]);
  return JSON.parse(readFileSync(outputs, 'utf8'))[STACK];
}

/** Takes down what was deployed last. */
export async function destroy(cloud: Cloud): Promise<void> {
  await cdk(cloud, ['destroy', STACK, '--force', '--app', assembly(cloud)]);
}

function assembly({ folder }: Cloud): string {
  return join(folder, 'cdk.out');
}

function app(cloud: Cloud, context: Context): string[] {
  const all = { stage: 'dev', account: ACCOUNT, region: REGION, ...context };
  const pairs = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['--output', assembly(cloud), ...pairs];
}

async function cdk({ root, folder, settings, signal }: Cloud, args: string[], cwd = root): Promise<void> {
  const cli = join(root, 'node_modules/aws-cdk/bin/cdk');
  const env = { ...awsEnvironment(settings), CDK_HOME: folder, CDK_DISABLE_VERSION_CHECK: '1' };
  const quiet = ['--no-notices', '--no-telemetry', '--no-color', '--progress=events'];
  await run(process.execPath, [cli, ...args, ...quiet], { cwd, env, signal });
}
