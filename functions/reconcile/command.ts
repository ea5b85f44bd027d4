import { setTimeout as pause } from 'node:timers/promises';
import { SFNClient } from '@aws-sdk/client-sfn';
import { progressOf, startExecution } from '../../adapters/executions.ts';

/** `npm run reconcile -- <ARN>`: reconciles a deployment now, and shows how far it is. */
const [stateMachine] = process.argv.slice(2);
if (stateMachine === undefined || !stateMachine.startsWith('arn:')) {
  process.stderr.write('Give the ARN of the state machine: the output ReconcileArn of the stack.\n');
  process.exit(2);
}

try {
  const client = new SFNClient({});
  const execution = await startExecution(client, stateMachine, `on-demand-${Date.now()}`);
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
