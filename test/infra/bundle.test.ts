import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { bundledDecisions } from '../../decisions/bundled.ts';
import { type FunctionName, functions } from '../../functions/triggers.ts';
import { type BundleOptions, bundle } from '../../infra/bundle.ts';

const folder = mkdtempSync(join(tmpdir(), 'baton-bundle-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(Object.keys(functions) as FunctionName[])(
  '%s becomes an ES module that starts from one chunk, its lazy parts apart',
  async (name) => {
    const outdir = join(folder, name);
    const { bytes, entryBytes } = await bundle(name, outdir);
    const code = readFileSync(join(outdir, 'index.mjs'), 'utf8');
    expect(code).toMatch(/export\{[^}]*\bas handler\}/);
    const chunks = startOf(outdir);
    expect(chunks).toHaveLength(1);
    expect(startOf(outdir, chunks[0])).toEqual([]);
    const map = mapOf(outdir, chunks[0]);
    expect(map.sources).toContainEqual(expect.stringMatching(/functions\/.*\.ts$/));
    expect(map.sourcesContent).toBeUndefined();
    expect(entryBytes).toBeLessThan(bytes);
  },
);

test('the API starts without what only some requests need', async () => {
  const outdir = join(folder, 'api-start');
  await bundle('api', outdir);
  const { sources } = mapOf(outdir, startOf(outdir)[0]);
  const early = sources.filter((source) =>
    /\/functions\/api\/\w+\/(?!routes|shelves)|\/(zod|liquidjs|libphonenumber-js|temporal-polyfill|elkjs|diagrams|client-(kms|s3|sqs))\//.test(
      source,
    ),
  );
  expect(early).toEqual([]);
});

test.each<[string, BundleOptions, boolean]>([
  ['the deployed definitions', {}, false],
  ['a stand-in for them', { definitions: 'test/deploy/definitions.ts' }, true],
])('bundles carry %s', async (_, options, credit) => {
  const outdir = join(folder, `sweep-${credit}`);
  await bundle('sweep', outdir, options);
  const maps = readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.map'),
  );
  const sources = maps.flatMap((name) => JSON.parse(readFileSync(join(outdir, name), 'utf8')).sources);
  const has = (file: string) => sources.some((source: string) => source.endsWith(file));
  expect(has('machines/order/v1.ts')).toBe(true);
  expect(has('docs/examples/credit-line.ts')).toBe(credit);
});

test('a bundle carries the decisions that come with Baton, whole', async () => {
  const outdir = join(folder, 'decisions');
  await bundle('sweep', outdir);
  const names = readdirSync(join(outdir, 'chunks')).filter((name) => name.endsWith('.mjs'));
  for (const [id, load] of Object.entries(bundledDecisions)) {
    const chunk = names.find((name) => name.startsWith(`${id}-`)) ?? 'none';
    // Without what it starts from: that wants a deployment around it.
    const alone = join(outdir, `${id}.mjs`);
    writeFileSync(
      alone,
      readFileSync(join(outdir, 'chunks', chunk), 'utf8').replaceAll(
        /import"[^"]+";|\/\/# sourceMapping.*/g,
        '',
      ),
    );
    const carried = await import(/* @vite-ignore */ pathToFileURL(alone).href);
    expect(carried.default).toEqual(await load());
  }
});

/** The chunks that a file imports before it runs. */
function startOf(outdir: string, file = 'index.mjs'): string[] {
  const code = readFileSync(join(outdir, file), 'utf8');
  return [...code.matchAll(/(?:from|import)"\.\/(?:chunks\/)?([^"]+)"/g)].map(([, name]) => `chunks/${name}`);
}

function mapOf(outdir: string, file = ''): { sources: string[]; sourcesContent?: unknown } {
  return JSON.parse(readFileSync(join(outdir, `${file}.map`), 'utf8'));
}
