import { fork } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Tools } from './part.ts';

/** What a program sends to the process that started it. */
export type Told<T> = { readonly result: T } | { readonly progress: string };

/** What a program is started with: JSON. */
export type ProgramInput = Readonly<Record<string, unknown>>;

/**
 * Bundles a program as the functions are bundled (minified, no loader in between) and runs it in a process of its
 * own, so that what is measured is what would be deployed. Resolves with what it answers. Throws where it fails.
 */
export async function runProgram<T>(name: string, input: ProgramInput, tools: Tools): Promise<T> {
  const outdir = join(tools.folder, name);
  await build({
    entryPoints: { index: fileURLToPath(new URL(`programs/${name}.ts`, import.meta.url)) },
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: `node${process.versions.node}`,
    format: 'esm',
    splitting: true,
    minify: true,
    mainFields: ['module', 'main'],
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    logLevel: 'silent',
  });
  const child = fork(join(outdir, 'index.mjs'), [JSON.stringify(input)], { execArgv: ['--expose-gc'] });
  return new Promise<T>((resolve, reject) => {
    child.on('message', (told: Told<T>) => {
      if ('progress' in told) tools.progress(told.progress);
      else resolve(told.result);
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      reject(new Error(`The program ${name} ended with ${signal ?? code} before it answered.`));
    });
  });
}
