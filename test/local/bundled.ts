import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { standIn } from '../../infra/bundle.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Bundled {
  /** Path of a bundled entry point, by the name it was given. */
  readonly path: (name: string) => string;
  remove(): Promise<void>;
}

/**
 * Bundles programs of this repository, so that a process of one starts in a fraction of a second. They lie below
 * `node_modules`, where the packages with native parts and assets are still found. `definitions` is a module that
 * takes the place of `functions/definitions.ts`; `plugins` may change more.
 */
export async function bundled(
  entryPoints: Readonly<Record<string, string>>,
  definitions?: string,
  plugins: readonly Plugin[] = [],
): Promise<Bundled> {
  const cache = join(root, 'node_modules', '.cache');
  await mkdir(cache, { recursive: true });
  const outdir = await mkdtemp(join(cache, 'baton-test-'));
  await build({
    absWorkingDir: root,
    entryPoints: { ...entryPoints },
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    mainFields: ['module', 'main'],
    external: ['dynalite', 'level', 'swagger-ui-dist'],
    // CommonJS dependencies inside an ES module still ask for node's modules by `require`.
    banner: {
      js: "import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);",
    },
    logLevel: 'warning',
    plugins: [...plugins, ...(definitions === undefined ? [] : [standIn(definitions)])],
  });
  return {
    path: (name) => join(outdir, `${name}.mjs`),
    remove: () => rm(outdir, { recursive: true, force: true }),
  };
}
