import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';

/** What authors write with: changes of it are the engine's affair, not a version's. */
const KIT = [
  ...['machines/business.ts', 'machines/define.ts', 'machines/migration.ts', 'machines/parse.ts'],
  'machines/state-machine.ts',
];

/** A version's own file, relative to `root`: among its siblings, or alone where a process has but one. */
export function fileOf(root: string, process: string, version: number): string | undefined {
  return [`machines/${process}/v${version}.ts`, `machines/${process}.ts`].find((path) =>
    existsSync(join(root, path)),
  );
}

/**
 * SHA-256 (base64url) over a file and all of ours that it imports, as one program: guards, assigns, inline actors,
 * helpers. Comments, white space, types and what is not used do not count; nor do packages and the authors' kit.
 */
export async function codeHash(root: string, file: string): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [file],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'esnext',
    packages: 'external',
    minifyWhitespace: true,
    legalComments: 'none',
    charset: 'utf8',
    tsconfigRaw: {},
    logLevel: 'silent',
    plugins: [withoutKit(root)],
  });
  return hash('sha256', outputFiles[0]?.contents ?? '', 'base64url');
}

function withoutKit(root: string): Plugin {
  const kit = KIT.map((path) => resolve(root, path));
  return {
    name: 'kit',
    setup({ onResolve }) {
      onResolve({ filter: /^\./ }, ({ path, importer }) => {
        const target = resolve(dirname(importer), path);
        return kit.includes(target) ? { path: relative(root, target), external: true } : undefined;
      });
    },
  };
}
