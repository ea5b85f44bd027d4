import { setTimeout as pause } from 'node:timers/promises';
import type { SFNClient } from '@aws-sdk/client-sfn';
import { outputsOf, progressOf, startExecution } from '../../adapters/executions.ts';
import type { Tally } from '../../engine/migrate-all.ts';

/** Starts the deployment's own walk over all segments, tells how far it is, and adds up what became of them. */
export async function migrateDeployment(
  client: SFNClient,
  stateMachine: string,
  process: string,
  tell: (line: string) => void,
): Promise<Tally> {
  const execution = await startExecution(client, stateMachine, `${process}-${Date.now()}`, { process });
  for (;;) {
    const { status, done, failed, total } = await progressOf(client, execution);
    tell(`${status.toLowerCase()}: ${done} of ${total} segments${failed > 0 ? `, ${failed} failed` : ''}`);
    if (status === 'RUNNING') {
      await pause(2000);
      continue;
    }
    if (status !== 'SUCCEEDED' || failed > 0) throw new Error('not every segment was walked; start it again');
    const outputs = (await outputsOf(client, execution)) as { page: Tally }[];
    return outputs.map(({ page }) => page).reduce(sum, { migrated: 0, failed: 0, failures: [] });
  }
}

function sum(one: Tally, other: Tally): Tally {
  return {
    migrated: one.migrated + other.migrated,
    failed: one.failed + other.failed,
    failures: [...one.failures, ...other.failures],
  };
}
