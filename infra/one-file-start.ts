import type { Plugin } from 'esbuild';

const LATER = 'later';

/**
 * Keeps all that a cold start reads in one chunk. Code that parts loaded later share with the entry would lie in a chunk
 * for every set of those that share it, each a file to find, read and link before anything runs. Where every such part
 * asks for the entry too, which is there by then, the sets are one. A default export is passed on from a file of JSON
 * alone.
 */
export function oneFileStart(entry: string): Plugin {
  return {
    name: 'one-file-start',
    setup({ onResolve, onLoad, resolve }) {
      onResolve({ filter: /./ }, async ({ kind, path, importer, resolveDir }) => {
        if (kind !== 'dynamic-import') return undefined;
        const found = await resolve(path, { kind: 'import-statement', importer, resolveDir });
        return found.external ? found : { ...found, namespace: LATER };
      });
      onLoad({ filter: /./, namespace: LATER }, ({ path }) => ({
        contents: `import ${JSON.stringify(entry)}; export ${path.endsWith('.json') ? '{ default }' : '*'} from ${JSON.stringify(path)};`,
        resolveDir: '/',
      }));
    },
  };
}
