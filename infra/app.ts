import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { App } from 'aws-cdk-lib';
import { NotDurable } from '../engine/errors.ts';
import { createDefinitions, loadAll } from '../engine/registry.ts';
import { type FunctionName, functions } from '../functions/triggers.ts';
import { beforeDeploy, soundMigrations } from '../versions/before-deploy.ts';
import { unknownStateMachines } from '../versions/state-machines.ts';
import { bundle } from './bundle.ts';
import { readSettings, refuseOpenStages, type Settings, UnfitSettings } from './settings.ts';
import { BatonStack } from './stack.ts';

/** What `cdk.json` runs: settings, bundles, stack. What a person got wrong is one line, and exit code 1. */
async function main(): Promise<void> {
  const app = new App();
  const settings = readSettings((name) => app.node.tryGetContext(name), process.env);
  refuseOpenStages(settings.stage);
  await register(settings);
  const folder = mkdtempSync(join(tmpdir(), 'baton-bundles-'));
  try {
    const { account, region, stage } = settings;
    const assets = await bundles(folder, settings);
    new BatonStack(app, `baton-${stage}`, {
      description: `Baton ${stage}: customer processes as statecharts`,
      env: { region, ...(account && { account }) },
      tags: { application: 'baton', stage },
      settings,
      assets,
    });
    app.synth();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * What cannot be made durable is refused before anything is deployed, and so are a state machine that is not there, a
 * version in use that has changed, and a migration that is not sound.
 */
async function register({ definitions, stateMachines }: Settings): Promise<void> {
  const file = definitions ?? 'functions/definitions.ts';
  const { all } = (await import(`../${file}`)) as typeof import('../functions/definitions.ts');
  await loadAll(createDefinitions(all));
  const unknown = await unknownStateMachines(all, Object.keys(stateMachines));
  if (unknown.length > 0)
    throw new UnfitSettings([...unknown, 'Give -c stateMachines=\'{"name":"arn:…"}\'.'].join('\n'));
  // A stand-in for tests has versions that nobody recorded.
  const root = fileURLToPath(new URL('..', import.meta.url));
  const { fit, text } = await (definitions === undefined ? beforeDeploy(root, all) : soundMigrations(all));
  if (!fit) throw new UnfitVersions(text);
}

/** Versions that must not be deployed: the message says why. */
class UnfitVersions extends Error {}

async function bundles(folder: string, { definitions }: Settings): Promise<Record<FunctionName, string>> {
  const assets = {} as Record<FunctionName, string>;
  for (const name of Object.keys(functions) as FunctionName[]) {
    assets[name] = join(folder, name);
    await bundle(name, assets[name], definitions === undefined ? {} : { definitions });
  }
  return assets;
}

main().catch((error: unknown) => {
  process.exitCode = 1;
  if (error instanceof UnfitSettings || error instanceof UnfitVersions || error instanceof NotDurable)
    process.stderr.write(`${error.message}\n`);
  else throw error;
});
