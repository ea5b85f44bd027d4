import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import type { FunctionName } from '../functions/triggers.ts';
import { oneFileStart } from './one-file-start.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What a bundle weighs, source maps apart. */
export interface Bundle {
  /** Everything that is deployed. */
  readonly bytes: number;
  /** What a cold start reads: `index.mjs` and the chunks that it imports statically. */
  readonly entryBytes: number;
}

export interface BundleOptions {
  /** A module, relative to the repository, that is bundled in place of `functions/definitions.ts`. */
  readonly definitions?: string;
}

/**
 * Bundles `functions/<name>/handler.ts` into `outdir` as it runs on Lambda: `index.mjs`, minified, with lazily
 * imported parts in chunks of their own and source maps beside them.
 */
export async function bundle(
  name: FunctionName,
  outdir: string,
  options: BundleOptions = {},
): Promise<Bundle> {
  const handler = resolve(root, 'functions', name, 'handler.ts');
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { index: handler },
    outdir,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    splitting: true,
    minify: true,
    sourcemap: 'linked',
    sourcesContent: false,
    mainFields: ['module', 'main'],
    // CommonJS dependencies inside an ES module still ask for node's modules by `require`.
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    legalComments: 'none',
    logLevel: 'silent',
    metafile: true,
    plugins: [oneFileStart(handler), ...(options.definitions ? [standIn(options.definitions)] : [])],
  });
  const outputs = Object.entries(metafile.outputs).filter(([path]) => path.endsWith('.mjs'));
  const bytesOf = (path: string) => statSync(resolve(root, path)).size;
  const entry = outputs.find(([path]) => path.endsWith('/index.mjs'))?.[0];
  const loaded = new Set<string>();
  const visit = (path: string | undefined): void => {
    const output = path === undefined ? undefined : metafile.outputs[path];
    if (path === undefined || output === undefined || loaded.has(path)) return;
    loaded.add(path);
    for (const each of output.imports) if (each.kind === 'import-statement') visit(each.path);
  };
  visit(entry);
  const sum = (paths: Iterable<string>) => [...paths].reduce((total, path) => total + bytesOf(path), 0);
  return { bytes: sum(outputs.map(([path]) => path)), entryBytes: sum(loaded) };
}

/** Resolves `functions/definitions.ts` to another module everywhere but in that module itself. */
export function standIn(definitions: string): Plugin {
  const original = resolve(root, 'functions/definitions.ts');
  const replacement = resolve(root, definitions);
  return {
    name: 'definitions',
    setup({ onResolve }) {
      onResolve({ filter: /\/definitions\.ts$/ }, ({ path, resolveDir, importer }) =>
        resolve(resolveDir, path) === original && importer !== replacement
          ? { path: replacement }
          : undefined,
      );
    },
  };
}
