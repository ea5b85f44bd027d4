import type { Definition, Definitions } from './definition.ts';
import { durable } from './durable.ts';

/** The definitions that a deployment carries. Throws `NotDurable`, and where two share process and version. */
export function createDefinitions(list: readonly Definition[]): Definitions {
  const byProcess = new Map<string, Definition[]>();
  for (const definition of list.map(durable)) {
    const versions = byProcess.get(definition.process) ?? [];
    if (versions.some((other) => other.version === definition.version)) {
      throw new TypeError(
        `The process ${definition.process} has two definitions of version ${definition.version}.`,
      );
    }
    versions.push(definition);
    versions.sort((a, b) => a.version - b.version);
    byProcess.set(definition.process, versions);
  }
  const all = [...byProcess.values()].flat();
  return {
    get: (process, version) => {
      const versions = byProcess.get(process);
      return version === undefined ? versions?.at(-1) : versions?.find((one) => one.version === version);
    },
    all: () => all,
  };
}
