import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { type Bug, planted } from './planted/bug.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const checker = fileURLToPath(new URL('checker/', import.meta.url));

/** A program of this folder, bundled: where it lies, until it is removed. */
export interface Program {
  readonly path: string;
  remove(): Promise<void>;
}

/**
 * Bundles the simulation's program, with a bug in it or without. The checker gets a copy of its own of whatever it
 * imports, so that no bug is in what judges. Throws where the bug's text is not in its file.
 */
export async function bundleProgram(bug?: Bug): Promise<Program> {
  const cache = join(root, 'node_modules', '.cache');
  await mkdir(cache, { recursive: true });
  const outdir = await mkdtemp(join(cache, 'baton-simulation-'));
  await build({
    absWorkingDir: root,
    entryPoints: { program: fileURLToPath(new URL('program.ts', import.meta.url)) },
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    plugins: [...(bug === undefined ? [] : [planting(bug)]), pristine],
    logLevel: 'silent',
  });
  return {
    path: join(outdir, 'program.mjs'),
    remove: () => rm(outdir, { recursive: true, force: true }),
  };
}

/** Puts a bug into a bundle. Throws, while it is made, where the bug's text is not in its file. */
export function planting(bug: Bug): Plugin {
  const file = join(root, bug.file);
  return {
    name: 'planting',
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/, namespace: 'file' }, async ({ path }) =>
        path === file ? { contents: planted(bug, await readFile(path, 'utf8')), loader: 'ts' } : undefined,
      );
    },
  };
}

const pristine: Plugin = {
  name: 'pristine',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\./ }, ({ path, importer, namespace }) =>
      namespace === 'pristine' || importer.startsWith(checker)
        ? { path: resolve(dirname(importer), path), namespace: 'pristine' }
        : undefined,
    );
    onResolve({ filter: /^[^.]/, namespace: 'pristine' }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /.*/, namespace: 'pristine' }, async ({ path }) => ({
      contents: await readFile(path, 'utf8'),
      loader: path.endsWith('.json') ? 'json' : 'ts',
      resolveDir: dirname(path),
    }));
  },
};
