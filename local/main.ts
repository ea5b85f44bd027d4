import { resolve } from 'node:path';
import { BatonError } from '../engine/errors.ts';
import { CannotStart } from './cannot-start.ts';
import { openRuntime } from './runtime.ts';
import { serve, shut } from './server.ts';
import { settings, wishes } from './settings.ts';
import { storePath, storeTrouble } from './store.ts';

const MINUTE = 60_000;
const complain = (line: string) => console.error(line);
let phase: 'starting' | 'running' | 'stopping' = 'starting';
/** Closes what a clean stop must close; nothing before requests are taken. */
let close = async () => {};

async function stop(): Promise<void> {
  if (phase === 'stopping') return;
  phase = 'stopping';
  console.log('\nStopping …');
  await close();
  process.exit(0);
}
process.on('SIGINT', () => void stop());
process.on('SIGTERM', () => void stop());

try {
  const wish = wishes(process.argv.slice(2));
  const { folder: given, port } = settings(process.env);
  const folder = resolve(given);
  // The embedded store throws where nobody can catch it when its files fail it, or when it is closed under a call.
  process.on('uncaughtException', (error) => {
    if (phase === 'stopping') process.exit(0);
    const trouble = storeTrouble(storePath(folder), error);
    if (trouble === undefined) console.error(error);
    else console.error(`Baton cannot ${phase === 'running' ? 'go on' : 'start'}: ${trouble}`);
    process.exit(1);
  });
  const runtime = await openRuntime(folder, complain, { publicUrl: `http://127.0.0.1:${port}` });
  const server = await serve(runtime, port, complain, wish).catch(async (error: unknown) => {
    await runtime.close();
    throw error;
  });
  close = async () => {
    await shut(server);
    await runtime.close();
  };
  phase = 'running';
  const at = `http://127.0.0.1:${port}`;
  console.log(`Baton runs at ${at}`);
  console.log(`  browse and try the API  ${at}/docs`);
  console.log(`  mails                   ${runtime.mailFolder}`);
  console.log(`  data                    ${folder}`);
  const time = new Date(runtime.now()).toISOString();
  const differs = Math.abs(runtime.now() - Date.now()) > MINUTE;
  if (wish.clock || differs) console.log(`  time                    ${time}${differs ? ', its own' : ''}`);
  if (wish.clock) console.log('  move it                 npm run clock -- 3d');
  console.log('Ctrl-C stops it.');
  runtime.startSchedule();
  const touched = await runtime.recover();
  if (touched > 0) console.log(`Took up ${touched} instances where the last run left them.`);
} catch (error) {
  if (!(error instanceof CannotStart || error instanceof BatonError)) throw error;
  console.error(`Baton cannot start: ${error.message}`);
  process.exit(1);
}
