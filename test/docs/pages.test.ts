import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSettings } from '../../infra/settings.ts';
import { blocks, excerpt, links, page, pages, root, tableUnder } from './markdown.ts';

const isMissing = (path: string) => !existsSync(join(root, path));
const code = pages().flatMap((each) =>
  blocks(each)
    .filter(({ info }) => /^ts\b/.test(info))
    .map(({ info, text }) => ({ page: each.path, reference: info.slice(3), text })),
);

test.each(code)('$page shows $reference as it is', ({ reference, text }) => {
  expect(text).toBe(excerpt(reference));
});

describe.each(pages())('$path', (each) => {
  test('names files and scripts that are there, and links to them', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const named = [...each.text.matchAll(/npm (?:run ([\w:]+)|(start|test)\b)/g)];
    const files = [...each.text.matchAll(/`([a-z][\w-]*\/[\w./-]+\.(?:ts|md|svg))`/g)];
    expect({
      links: links(each).filter(isMissing),
      scripts: named.map(([, run, own]) => run ?? own).filter((name = '') => !(name in scripts)),
      files: files.map(([, path = '']) => path).filter(isMissing),
    }).toEqual({ links: [], scripts: [], files: [] });
  });
});

test('the README lists the context keys that a deployment reads', () => {
  const asked: string[] = [];
  readSettings((name) => {
    asked.push(name);
    return name === 'region' ? 'eu-central-1' : undefined;
  }, {});
  const listed = tableUnder(page('README.md'), 'Deploy it').map(([key = '']) => key.replaceAll('`', ''));
  expect(listed.toSorted()).toEqual(asked.toSorted());
});
