import { type ChildProcess, fork } from 'node:child_process';
import type { WaveReport } from './checked-wave.ts';
import type { Reply } from './program.ts';
import type { WaveOptions } from './wave.ts';

/** Runs waves in a process of its own, one after the other. */
export interface Worker {
  /** A wave that breaks off or never ends is a violation, and ends the process: the next wave gets another. */
  run(options: WaveOptions): Promise<WaveReport>;
  stop(): void;
  /** The most memory that one of its processes has had, in MB. */
  peakMb(): number;
}

/** A wave that takes longer than this will not end. */
const MOST_SECONDS = 300;

export function startWorker(path: string): Worker {
  let child: ChildProcess | undefined;
  let peakMb = 0;

  function stop(): void {
    child?.kill('SIGKILL');
    child = undefined;
  }

  async function reply(options: WaveOptions): Promise<Reply> {
    // Most of what a wave makes is soon garbage: with more room for what is young, less time goes into it.
    child ??= fork(path, { execArgv: ['--max-old-space-size=2000', '--max-semi-space-size=64'] });
    const running = child;
    let limit: NodeJS.Timeout | undefined;
    try {
      return await new Promise<Reply>((resolve) => {
        limit = setTimeout(() => resolve({ failed: 'it does not end' }), MOST_SECONDS * 1000);
        running.once('message', resolve);
        running.once('error', ({ message }) => resolve({ failed: message }));
        running.once('exit', (code, signal) =>
          resolve({ failed: `its process ended with ${signal ?? code}` }),
        );
        running.send(options);
      });
    } finally {
      clearTimeout(limit);
      running.removeAllListeners();
    }
  }

  return {
    async run(options) {
      const answer = await reply(options);
      if ('report' in answer) {
        peakMb = Math.max(peakMb, answer.peakMb);
        return answer.report;
      }
      stop();
      const violations = [{ law: 'crashed', instance: '', what: answer.failed }];
      return { events: 0, instances: 0, counts: {}, violations, trace: '', story: [] };
    },
    stop,
    peakMb: () => peakMb,
  };
}
