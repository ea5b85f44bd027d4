import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { processPages } from '../../docs/processes/pages.ts';
import { createDefinitions } from '../../engine/registry.ts';
import { all } from '../../functions/definitions.ts';
import { root } from './markdown.ts';

const folder = join(root, 'docs/processes');
const files = await processPages(createDefinitions(all));

test.each(files)('$name is as its definition says; else: npm run diagrams', ({ name, text }) => {
  const path = join(folder, name);
  expect(existsSync(path) ? readFileSync(path, 'utf8') : '').toBe(text);
});

test('nothing is drawn of a process that is gone; else: npm run diagrams', () => {
  const there = readdirSync(folder).filter((name) => !name.endsWith('.ts'));
  expect(there.toSorted()).toEqual(files.map(({ name }) => name).toSorted());
});
