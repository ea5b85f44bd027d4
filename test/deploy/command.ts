import { spawn } from 'node:child_process';

export interface CommandOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Ends the command, and what it started, when aborted. */
  readonly signal: AbortSignal;
}

/** Runs a command to its end and returns what it printed. Throws with the end of that where its exit code is not 0. */
export async function run(
  command: string,
  args: readonly string[],
  { cwd, env, signal }: CommandOptions,
): Promise<string> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    const end = () => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    };
    signal.addEventListener('abort', end, { once: true });
    child.stdout.on('data', (data) => (printed += data));
    child.stderr.on('data', (data) => (printed += data));
    child.on('error', reject);
    child.on('close', (code) => {
      signal.removeEventListener('abort', end);
      if (signal.aborted) reject(signal.reason);
      else if (code === 0) resolve(printed);
      else
        reject(
          new Error(`${command} ${args.slice(0, 3).join(' ')} ended with ${code}:\n${printed.slice(-4000)}`),
        );
    });
  });
}
