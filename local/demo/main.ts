import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BatonError } from '../../engine/errors.ts';
import { CannotStart } from '../cannot-start.ts';
import { openRuntime } from '../runtime.ts';
import { serve } from '../server.ts';
import { settings } from '../settings.ts';
import { createClient } from './client.ts';
import { tell } from './story.ts';

const print = (line: string) => console.log(line);
// A reader that has seen enough (`| head`) is no fault.
process.stdout.on('error', () => process.exit(0));

try {
  const { port } = settings(process.env);
  const running = createClient(`http://127.0.0.1:${port}`);
  if (await running.health().then(isBaton, () => false)) {
    print(`Using the Baton at http://127.0.0.1:${port}\n`);
    await tell(running, print);
  } else {
    await alone();
  }
} catch (error) {
  if (!(error instanceof CannotStart || error instanceof BatonError)) throw error;
  console.error(`The demonstration cannot start: ${error.message}`);
  process.exitCode = 1;
}

/** A Baton of its own, in a folder that goes when the story is told. */
async function alone(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'baton-demo-'));
  const runtime = await openRuntime(folder, () => {});
  try {
    const server = await serve(runtime, 0, () => {});
    print('Started a Baton for this demonstration alone\n');
    await tell(createClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), print);
    server.close();
    server.closeAllConnections();
  } finally {
    await runtime.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function isBaton(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'status' in answer && answer.status === 'ok';
}
