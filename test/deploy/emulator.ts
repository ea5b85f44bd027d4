import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { run } from './command.ts';
import { NotYet, until } from './until.ts';

/** An emulator of AWS that this run started, and must stop. */
export interface Emulator {
  readonly endpoint: string;
  /** Ends it and every function that it started; returns when they are gone. */
  stop(): Promise<void>;
}

export interface EmulatorOptions {
  /** The repository: MiniStack is installed once, into its `.emulator/`. */
  readonly root: string;
  /** Holds the emulator's log and the code of the functions. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** Installs MiniStack where it is not yet, starts it on a free port of 127.0.0.1, and returns when it answers. */
export async function startEmulator({ root, folder, signal }: EmulatorOptions): Promise<Emulator> {
  const home = await install(root, signal);
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const log = openSync(join(folder, 'emulator.log'), 'a');
  // The shell leads a process group of its own and ends all of it when its input closes: by `stop`, or because
  // this process is gone, however that came about. Functions' processes outlive the emulator otherwise.
  const child = spawn('sh', ['-c', '"$0" & read -r _; kill -KILL 0', join(home, 'bin', 'ministack')], {
    detached: true,
    stdio: ['pipe', log, log],
    env: {
      ...process.env,
      GATEWAY_PORT: String(port),
      BIND_HOST: '127.0.0.1',
      LAMBDA_EXECUTOR: 'local',
      IOT_MTLS_ENABLED: '0',
      TMPDIR: folder,
    },
  });
  const gone = once(child, 'close');
  const stop = async () => {
    child.stdin?.end();
    await gone;
  };
  try {
    await until('the emulator answers', 30, async () => {
      signal.throwIfAborted();
      const status = await fetch(`${endpoint}/_localstack/health`).then(({ status }) => status, String);
      return status === 200 ? true : new NotYet(status);
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint, stop };
}

/** A virtual environment with the requirements, made again when they change. Returns its folder. */
async function install(root: string, signal: AbortSignal): Promise<string> {
  const home = join(root, '.emulator');
  const requirements = join(root, 'test/deploy/requirements.txt');
  const wanted = readFileSync(requirements, 'utf8');
  const stamp = join(home, 'requirements.txt');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return home;
  rmSync(home, { recursive: true, force: true });
  const options = { cwd: root, env: process.env, signal };
  await run('python3', ['-m', 'venv', home], options);
  await run(
    join(home, 'bin', 'pip'),
    ['install', '--quiet', '--disable-pip-version-check', '-r', requirements],
    options,
  );
  writeFileSync(stamp, wanted);
  return home;
}

/** A port of 127.0.0.1 that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return address.port;
}
