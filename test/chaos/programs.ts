import { fileURLToPath } from 'node:url';
import { type Bundled, bundled } from '../local/bundled.ts';
import { planting } from '../simulation/bundle.ts';
import type { Bug } from '../simulation/planted/bug.ts';

/** The programs `store` and `worker`, the worker with a bug in it or without. Throws where the bug cannot be planted. */
export function bundlePrograms(bug?: Bug): Promise<Bundled> {
  const programs = {
    store: fileURLToPath(new URL('store-program.ts', import.meta.url)),
    worker: fileURLToPath(new URL('worker-program.ts', import.meta.url)),
  };
  const definitions = fileURLToPath(new URL('definitions.ts', import.meta.url));
  return bundled(programs, definitions, bug === undefined ? [] : [planting(bug)]);
}
