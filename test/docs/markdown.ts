import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A page of documentation, its path relative to the repository. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** A fenced block: what stands behind its fence (`ts docs/examples/a.ts#region`), and its lines. */
export interface Block {
  readonly info: string;
  readonly text: string;
}

/** Every page: those at the top, and all under `docs/`. */
export function pages(): readonly Page[] {
  const below = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' });
  const paths = ['README.md', 'CONTRIBUTING.md', ...below.map((path) => join('docs', path))];
  return paths.filter((path) => path.endsWith('.md')).map(page);
}

/** One page. */
export function page(path: string): Page {
  return { path, text: readFileSync(join(root, path), 'utf8') };
}

/** The fenced blocks of a page, in order. */
export function blocks({ text }: Page): readonly Block[] {
  return [...text.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map(([, info = '', inside = '']) => ({
    info: info.trim(),
    text: inside,
  }));
}

/** The rows of every table of a page: its cells, trimmed; the line under a table's head is left out. */
export function rows({ text }: Page): readonly (readonly string[])[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[\s|:-]*$/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}

/** The body rows of the table that follows a heading, up to the next heading. */
export function tableUnder(of: Page, heading: string): readonly (readonly string[])[] {
  const [, after] = of.text.split(new RegExp(`^#+ ${heading}$`, 'm'));
  if (after === undefined) throw new Error(`${of.path} has no heading "${heading}".`);
  const [section = ''] = after.split(/^#/m);
  return rows({ path: of.path, text: section }).slice(1);
}

/** Links of a page into the repository, as paths relative to it, without fragments. */
export function links({ path, text }: Page): readonly string[] {
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets
    .filter((target) => !/^(https?:|mailto:|#)/.test(target))
    .map((target) => relative(root, join(root, dirname(path), target.replace(/#.*$/, ''))));
}

/** A file, or what stands in it between `// #region name` and the `// #endregion` after it, moved to the left. */
export function excerpt(reference: string): string {
  const [path = '', region] = reference.split('#');
  const text = readFileSync(join(root, path), 'utf8');
  if (region === undefined) return text;
  const [, after] = text.split(new RegExp(`^ *// #region ${region}\n`, 'm'));
  const [inside] = after?.split(/^ *\/\/ #endregion$/m) ?? [];
  if (inside === undefined) throw new Error(`${path} has no region ${region}.`);
  const lines = inside.split('\n');
  const indent = Math.min(...lines.filter((line) => line !== '').map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(indent)).join('\n');
}
