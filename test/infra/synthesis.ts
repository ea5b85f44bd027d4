import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll } from 'vitest';
import { type FunctionName, functions } from '../../functions/triggers.ts';
import { readSettings, type Settings } from '../../infra/settings.ts';
import { BatonStack } from '../../infra/stack.ts';

export const functionNames = Object.keys(functions) as FunctionName[];

/** The stack as it would be deployed, over empty bundles: what esbuild makes of the handlers is not its matter. */
export function synthesize(context: Readonly<Record<string, string>> = {}): {
  readonly stack: BatonStack;
  readonly template: Template;
  readonly settings: Settings;
} {
  const app = new App({ outdir: join(folder, `out-${made++}`), context: flags });
  const settings = readSettings((name) => context[name], { AWS_REGION: 'eu-central-1' });
  const assets = Object.fromEntries(functionNames.map((name) => [name, empty])) as Record<
    FunctionName,
    string
  >;
  const stack = new BatonStack(app, 'baton', { env: { region: settings.region }, settings, assets });
  return { stack, template: Template.fromStack(stack), settings };
}

/** What `cdk.json` switches on: the tests see the templates that are deployed. */
const flags = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8')).context;
const folder = mkdtempSync(join(tmpdir(), 'baton-synthesis-'));
const empty = mkdtempSync(join(folder, 'bundle-'));
writeFileSync(join(empty, 'index.mjs'), 'export const handler = () => undefined;\n');
let made = 0;
afterAll(() => rmSync(folder, { recursive: true, force: true }));
