import { fork } from 'node:child_process';
import type { Order, Reply } from './program.ts';

/** A process that runs waves, one after the other. */
export interface Worker {
  run(order: Order): Promise<Reply>;
  stop(): void;
}

/** A wave that takes longer than this will not end. */
const MOST_SECONDS = 300;

export function startWorker(path: string): Worker {
  const child = fork(path, { execArgv: ['--max-old-space-size=2000'] });
  let answer: ((reply: Reply) => void) | undefined;
  child.on('message', (reply: Reply) => answer?.(reply));
  child.on('exit', (code, signal) => answer?.({ failed: `its process ended with ${signal ?? code}` }));
  child.on('error', (error) => answer?.({ failed: error.message }));
  return {
    run: (order) =>
      new Promise((resolve) => {
        const limit = setTimeout(() => answer?.({ failed: 'it does not end' }), MOST_SECONDS * 1000);
        answer = (reply) => {
          answer = undefined;
          clearTimeout(limit);
          resolve(reply);
        };
        child.send(order);
      }),
    stop: () => void child.kill('SIGKILL'),
  };
}
