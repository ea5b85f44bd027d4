import { fork } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** What a program sends to the process that started it. */
export type Told<T> = { readonly result: T } | { readonly progress: string };

/**
 * Bundles `module` as the functions are bundled (one minified file, no loader in between) and runs it in a process of
 * its own, so that what is measured is what would be deployed. Resolves with what it answers. Throws where the program
 * fails.
 */
export async function runProgram<T>(
  module: URL,
  folder: string,
  input: unknown,
  progress: (line: string) => void,
): Promise<T> {
  const entry = fileURLToPath(module);
  const outfile = join(folder, `${entry.replace(/^.*\//, '').replace(/\.ts$/, '')}.mjs`);
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: `node${process.versions.node}`,
    format: 'esm',
    minify: true,
    keepNames: true,
    mainFields: ['module', 'main'],
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    logLevel: 'silent',
  });
  const child = fork(outfile, [JSON.stringify(input)], { execArgv: ['--expose-gc'] });
  return new Promise<T>((resolve, reject) => {
    child.on('message', (told: Told<T>) => {
      if ('progress' in told) progress(told.progress);
      else resolve(told.result);
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      reject(new Error(`${entry} ended with ${signal ?? code} before it answered.`));
    });
  });
}
