import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type FunctionName, functions } from '../../functions/triggers.ts';
import { type BundleOptions, bundle } from '../../infra/bundle.ts';

const folder = mkdtempSync(join(tmpdir(), 'baton-bundle-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(Object.keys(functions) as FunctionName[])(
  '%s becomes an ES module with a source map, its lazy parts apart',
  async (name) => {
    const outdir = join(folder, name);
    const { bytes, entryBytes } = await bundle(name, outdir);
    const code = readFileSync(join(outdir, 'index.mjs'), 'utf8');
    expect(code).toMatch(/export\{[^}]*\bas handler\}/);
    expect(code).toContain('sourceMappingURL=index.mjs.map');
    const map = JSON.parse(readFileSync(join(outdir, 'index.mjs.map'), 'utf8'));
    expect(map.sources).toContainEqual(expect.stringMatching(/functions\/.*\.ts$/));
    expect(map.sourcesContent).toBeUndefined();
    expect(existsSync(join(outdir, 'chunks'))).toBe(true);
    expect(entryBytes).toBeLessThan(bytes);
  },
);

test.each<[string, BundleOptions, boolean]>([
  ['the deployed definitions', {}, false],
  ['a stand-in for them', { definitions: 'test/deploy/definitions.ts' }, true],
])('bundles carry %s', async (_, options, clock) => {
  const outdir = join(folder, `sweep-${clock}`);
  await bundle('sweep', outdir, options);
  const maps = readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.map'),
  );
  const sources = maps.flatMap((name) => JSON.parse(readFileSync(join(outdir, name), 'utf8')).sources);
  const has = (file: string) => sources.some((source: string) => source.endsWith(file));
  expect(has('machines/order/v1.ts')).toBe(true);
  expect(has('test/deploy/clock-process.ts')).toBe(clock);
});
