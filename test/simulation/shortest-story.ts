import { bundleProgram } from './bundle.ts';
import type { Bug } from './planted/bug.ts';
import { type Shrunk, shrink } from './shrink.ts';
import type { WaveOptions } from './wave.ts';
import { startWorker } from './worker.ts';

/** Makes a wave in which a law is broken as small as it gets in so many runs. */
export async function shortestStory(
  found: WaveOptions,
  law: string,
  { bug, most = 150 }: { readonly bug?: Bug; readonly most?: number } = {},
): Promise<Shrunk> {
  const program = await bundleProgram(bug);
  const worker = startWorker(program.path);
  try {
    return await shrink({ found, law, most, run: worker.run });
  } finally {
    worker.stop();
    await program.remove();
  }
}
