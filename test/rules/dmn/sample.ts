import { readFileSync } from 'node:fs';

/** A file of DMN that belongs to these tests. */
export function sample(name: string): string {
  return readFileSync(new URL(`files/${name}.dmn`, import.meta.url), 'utf8');
}

/** What these files import. */
export function imported(namespace: string): string | undefined {
  return namespace === 'urn:example:shared' ? sample('shared-1-5') : undefined;
}
