import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Definition, DefinitionSource } from '../engine/definition.ts';
import { codeHash, fileOf } from './code-hash.ts';
import type { Present } from './lock.ts';

/** A listed version that does not come from the file which is named after it. */
export class Misplaced extends Error {}

/** The listed versions as they are now. Throws `Misplaced`: the hash would be that of another file. */
export function presentVersions(root: string, all: readonly DefinitionSource[]): Promise<Present[]> {
  return Promise.all(
    all.map(async (source) => {
      const { process, version } = source;
      const file = fileOf(root, process, version);
      if (file === undefined) return { process, version, hash: undefined };
      const there = (await import(pathToFileURL(join(root, file)).href)) as { definition?: Definition };
      if (there.definition !== (await source.load())) {
        throw new Misplaced(`${process} ${version} is listed from another file than ${file}`);
      }
      return { process, version, hash: await codeHash(root, file) };
    }),
  );
}
