import { type ChildProcess, fork } from 'node:child_process';

/** A program that is started again whenever it ends, until it is stopped. */
export interface Child<To> {
  readonly name: string;
  /** Whether it has said that it is ready, and still runs. */
  isReady(): boolean;
  isRunning(): boolean;
  /** False where it does not run. */
  send(word: To): boolean;
  /** Ends it with SIGKILL: false where it did not run. */
  kill(): boolean;
  /** Ends it for good. */
  stop(): void;
}

export interface ChildOptions<From> {
  readonly name: string;
  readonly path: string;
  readonly args: readonly string[];
  readonly heard: (word: From) => void;
  readonly ended?: () => void;
  /** It ended without having been killed; comes with what it printed on standard error. */
  readonly crashed: (why: string) => void;
}

/** How often a program may end by itself before it is not started again. */
const MOST_CRASHES = 5;

/**
 * Starts a program and keeps it running. Its own end is to be that of the channel to this process: it ends with it,
 * however this process ends.
 */
export function keepRunning<To, From>(options: ChildOptions<From>): Child<To> {
  const { name, path, args, heard, ended, crashed } = options;
  let running: ChildProcess | undefined;
  let ready = false;
  let killed = false;
  let stopped = false;
  let crashes = 0;

  function start(): void {
    killed = false;
    // Bundled: what loads this process's own modules would only slow it down.
    const child = fork(path, args, {
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    running = child;
    let printed = '';
    child.stderr?.on('data', (text: Buffer) => {
      printed = (printed + text.toString()).slice(-4000);
    });
    child.on('message', (word) => {
      if (running !== child) return;
      if (word === 'ready') ready = true;
      heard(word as From);
    });
    // A message to a process that has just ended is lost, as it is elsewhere.
    child.on('error', () => {});
    child.on('exit', (code, signal) => {
      running = undefined;
      ready = false;
      ended?.();
      if (!killed && !stopped) {
        crashes += 1;
        crashed(`${name} ended by itself (${signal ?? code}): ${printed}`);
      }
      if (!stopped && crashes < MOST_CRASHES) start();
    });
  }

  function kill(): boolean {
    if (running === undefined || killed) return false;
    killed = true;
    ready = false;
    return running.kill('SIGKILL');
  }

  start();
  return {
    name,
    isReady: () => ready,
    isRunning: () => running !== undefined && !killed,
    send: (word) => running?.connected === true && !killed && running.send(word as object, () => {}),
    kill,
    stop() {
      stopped = true;
      kill();
    },
  };
}
