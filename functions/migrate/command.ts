import { SFNClient } from '@aws-sdk/client-sfn';
import type { Tally } from '../../engine/migrate-all.ts';
import { all } from '../definitions.ts';
import { migrateDeployment } from './deployment.ts';
import { migrateLocally } from './locally.ts';

const USAGE = 'Give the name of a process, and for a deployment the output MigrateArn of its stack.';

/**
 * `npm run migrate -- <process> [<ARN>]`: moves every active instance of a process to its newest version, in a
 * deployment or in the server that runs on this machine; shows how far it is, and lists what could not be moved.
 */
const [name = '', arn, ...more] = process.argv.slice(2);
if (name === '' || more.length > 0 || (arn !== undefined && !arn.startsWith('arn:'))) end(2, USAGE);
else if (!all.some((one) => one.process === name)) end(1, `There is no process ${name}.`);
else await migrate(name);

async function migrate(name: string): Promise<void> {
  const tell = (line: string) => process.stdout.write(`${line}\n`);
  try {
    const port = process.env.BATON_PORT || '3000';
    const tally: Tally =
      arn === undefined
        ? await migrateLocally(`http://127.0.0.1:${port}`, name, tell)
        : await migrateDeployment(new SFNClient({}), arn, name, tell);
    for (const { instance, why } of tally.failures) tell(`${instance}: ${why}`);
    end(tally.failed === 0 ? 0 : 1, `${tally.migrated} migrated, ${tally.failed} not.`);
  } catch (error) {
    end(1, `The migration was not carried out: ${(error as Error).message}`);
  }
}

function end(code: number, line: string): void {
  (code === 0 ? process.stdout : process.stderr).write(`${line}\n`);
  process.exitCode = code;
}
