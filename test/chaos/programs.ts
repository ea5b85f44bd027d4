import { fileURLToPath } from 'node:url';
import { type Bundled, bundled } from '../local/bundled.ts';
import { planting } from '../simulation/bundle.ts';
import type { Bug } from '../simulation/planted/bug.ts';

/** The programs `store` and `worker`, the worker with a bug in it or without. Throws where the bug cannot be planted. */
export function bundlePrograms(bug?: Bug): Promise<Bundled> {
  const path = (name: string) => fileURLToPath(new URL(`${name}-program.ts`, import.meta.url));
  return bundled(
    { store: path('store'), worker: path('worker') },
    'test/chaos/definitions.ts',
    bug === undefined ? [] : [planting(bug)],
  );
}
