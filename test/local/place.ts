import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundled } from './bundled.ts';
import { type End, freePort, LISTENS, type Program, run } from './server-process.ts';

/** A server that listens. */
export interface Running extends Program {
  readonly port: number;
  readonly base: string;
}

/** The programs of `local/`, and temporary folders for their data. */
export interface Place {
  /** A path below a folder of this place; nothing is there yet. */
  folder(name: string): string;
  /** Starts the server. */
  start(folder: string, port: number, args?: readonly string[]): Program;
  /** Starts the server and waits until it listens. */
  listening(folder: string, port?: number, args?: readonly string[]): Promise<Running>;
  /** Starts the server where it should not start; resolves when it has ended. */
  refused(
    environment: Readonly<Record<string, string>>,
    args?: readonly string[],
  ): Promise<End & { out: string; err: string }>;
  /** Moves the time of the server at a port, as `npm run clock` does. */
  clock(port: number, args: readonly string[]): Promise<End & { out: string; err: string }>;
  /** Runs the demonstration to its end. */
  demo(
    args: readonly string[],
    environment?: Readonly<Record<string, string>>,
  ): Promise<End & { out: string; err: string }>;
  /** Kills what still runs. */
  killAll(): Promise<void>;
  /** Kills what still runs and removes everything. */
  close(): Promise<void>;
}

/** `heapMb`: megabytes of JavaScript's heap that each program may have. */
export async function openPlace({ heapMb }: { readonly heapMb?: number } = {}): Promise<Place> {
  const bound: Record<string, string> =
    heapMb === undefined ? {} : { NODE_OPTIONS: `--max-old-space-size=${heapMb}` };
  const programs = await bundled({
    main: 'local/main.ts',
    demo: 'local/demo/main.ts',
    clock: 'local/clock-command.ts',
  });
  const root = await mkdtemp(join(tmpdir(), 'baton-local-'));
  const started = new Set<Program>();

  function launch(
    name: string,
    environment: Readonly<Record<string, string>>,
    args: readonly string[] = [],
  ): Program {
    const program = run(programs.path(name), { ...bound, ...environment }, args);
    started.add(program);
    void program.ended.then(() => started.delete(program));
    return program;
  }

  async function toTheEnd(
    name: string,
    environment: Readonly<Record<string, string>>,
    args: readonly string[] = [],
  ) {
    const program = launch(name, environment, args);
    const end = await program.ended;
    return { ...end, out: program.stdout(), err: program.stderr() };
  }

  const start = (folder: string, port: number, args: readonly string[] = []) =>
    launch('main', { BATON_PORT: String(port), BATON_DATA: folder }, args);

  async function killAll(): Promise<void> {
    await Promise.all([...started].map((program) => program.end('SIGKILL')));
  }

  return {
    killAll,
    start,
    folder: (name) => join(root, name),
    async listening(folder, wanted, args) {
      const port = wanted ?? (await freePort());
      const program = start(folder, port, args);
      await program.printed(LISTENS);
      return { ...program, port, base: `http://127.0.0.1:${port}` };
    },
    refused: (environment, args) => toTheEnd('main', environment, args),
    clock: (port, args) => toTheEnd('clock', { BATON_PORT: String(port) }, args),
    demo: (args, environment = {}) => toTheEnd('demo', environment, args),
    async close() {
      await killAll();
      await programs.remove();
      await rm(root, { recursive: true, force: true });
    },
  };
}
