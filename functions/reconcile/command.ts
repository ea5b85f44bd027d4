import { setTimeout as pause } from 'node:timers/promises';
import { SFNClient } from '@aws-sdk/client-sfn';
import { progressOf, startExecution } from '../../adapters/executions.ts';

/**
 * `npm run reconcile -- <ARN> [--redrive] [--rebuild]`: reconciles a deployment now, and shows how far it is. With
 * `--redrive` all that is awaited is handed on again (after the queue was lost), with `--rebuild` all that was ever
 * committed (after a restore).
 */
const [stateMachine, ...wishes] = process.argv.slice(2);
const known = ['--redrive', '--rebuild'];
if (!stateMachine?.startsWith('arn:') || !wishes.every((wish) => known.includes(wish))) {
  process.stderr.write(
    `Give the ARN of the state machine, the output ReconcileArn of the stack, and no more than ${known.join(' and ')}.\n`,
  );
  process.exit(2);
}
const input = Object.fromEntries(wishes.map((wish) => [wish.slice(2), true]));

try {
  const client = new SFNClient({});
  const execution = await startExecution(client, stateMachine, `on-demand-${Date.now()}`, input);
  for (;;) {
    const { status, done, failed, total } = await progressOf(client, execution);
    process.stdout.write(
      `${status.toLowerCase()}: ${done} of ${total} segments${failed > 0 ? `, ${failed} failed` : ''}\n`,
    );
    if (status !== 'RUNNING') {
      process.exitCode = status === 'SUCCEEDED' && failed === 0 ? 0 : 1;
      break;
    }
    await pause(2000);
  }
} catch (error) {
  process.stderr.write(`The reconciliation could not be started or watched: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
