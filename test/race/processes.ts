import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Bundled, bundled } from '../local/bundled.ts';
import type { Outcome, Round, Sending } from './round.ts';

export interface Senders {
  /** Sends everything at once, dealt out over the processes in turn. */
  race(round: Omit<Round, 'sendings'>, sendings: readonly Sending[]): Promise<readonly Outcome[]>;
  close(): Promise<void>;
}

/** Starts so many processes of `sender.ts`, each ready to send. */
export async function openSenders(count: number): Promise<Senders> {
  const program: Bundled = await bundled({
    sender: fileURLToPath(new URL('./sender.ts', import.meta.url)),
  });
  const children = await Promise.all(
    Array.from({ length: count }, async () => {
      const child = fork(program.path('sender'), { execArgv: [] });
      await once(child, 'message');
      return child;
    }),
  );
  return {
    async race(round, sendings) {
      const outcomes = children.map((child, place) =>
        ask(child, { ...round, sendings: sendings.filter((_, n) => n % count === place) }),
      );
      return (await Promise.all(outcomes)).flat();
    },
    async close() {
      await Promise.all(
        children.map(async (child) => {
          const gone = once(child, 'exit');
          child.disconnect();
          await gone;
        }),
      );
      await program.remove();
    },
  };
}

async function ask(child: ChildProcess, round: Round): Promise<readonly Outcome[]> {
  const answered = once(child, 'message') as Promise<[{ outcomes?: readonly Outcome[]; failed?: string }]>;
  child.send(round);
  const [{ outcomes, failed }] = await answered;
  if (outcomes === undefined) throw new Error(failed);
  return outcomes;
}
