import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** How a process ended: its exit code, or the signal that ended it. */
export interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** One process of a bundled program, and all that it prints. */
export interface Program {
  readonly pid: number;
  stdout(): string;
  stderr(): string;
  /** Resolves when standard output holds this text; rejects when the process ends without it. */
  printed(text: string): Promise<void>;
  /** Sends a signal, if the process still runs; resolves when it has ended. */
  end(signal: NodeJS.Signals): Promise<End>;
  readonly ended: Promise<End>;
}

/** Starts a program with these variables on top of this process's own. */
export function run(
  path: string,
  environment: Readonly<Record<string, string>> = {},
  args: readonly string[] = [],
): Program {
  const child: ChildProcess = spawn(process.execPath, [path, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  let out = '';
  let err = '';
  const listeners = new Set<() => void>();
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    for (const listener of listeners) listener();
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal }) as End);
  return {
    pid: child.pid ?? 0,
    stdout: () => out,
    stderr: () => err,
    ended,
    async printed(text) {
      const seen = new Promise<void>((resolve) => {
        const listener = () => {
          if (!out.includes(text)) return;
          listeners.delete(listener);
          resolve();
        };
        listeners.add(listener);
        listener();
      });
      const gone = ended.then(({ code, signal }) => {
        if (out.includes(text)) return;
        throw new Error(`It ended (${code ?? signal}) without printing "${text}":\n${out}${err}`);
      });
      await Promise.race([seen, gone]);
    },
    async end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

/** What the local server prints once it listens. */
export const LISTENS = 'Baton runs at';

/** A free port below those that systems give to outgoing connections, so that nobody takes it between two starts. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const probe = createServer().listen(port, '127.0.0.1');
    const free = await Promise.race([
      once(probe, 'listening').then(() => true),
      once(probe, 'error').then(() => false),
    ]);
    probe.close();
    if (free) return port;
  }
}
