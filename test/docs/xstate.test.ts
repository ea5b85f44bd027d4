import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { links, page, root, tableUnder } from './markdown.ts';

const text = (path: string) => readFileSync(join(root, path), 'utf8');
/** Files of machines that random walks compare with live actors. */
const compared = [
  ...text('test/engine/gallery/all.ts').matchAll(/from '\.\/([\w-]+)\.ts'/g),
  ...text('test/engine/family/family.test.ts').matchAll(/from '\.\/gallery\/([\w-]+)\.ts'/g),
].map(([, name]) => name);
const table = page('docs/xstate.md');
const linked = (cell = '') => links({ path: table.path, text: cell });
const name = (path: string) => path.replace(/.*\/|\.ts$/g, '');

describe('the table of what is durable', () => {
  test.each(tableUnder(table, 'The same as live'))('%s', (_, behaviour, proof) => {
    expect(behaviour).not.toBe('');
    expect(linked(proof).length).toBeGreaterThan(0);
    for (const path of linked(proof)) expect(compared).toContain(name(path));
  });

  test.each(tableUnder(table, 'Not durable, and refused'))('%s', (_, remedy, refused) => {
    expect(remedy).not.toBe('');
    expect(linked(refused).length).toBeGreaterThan(0);
    for (const path of linked(refused))
      expect(path).toMatch(/^test\/engine\/refused\/(actions|wiring|steps)\.ts$/);
  });
});
