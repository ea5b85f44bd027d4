import type { Definition, DefinitionSource, Definitions } from './definition.ts';
import { durable } from './durable.ts';
import { NotDurable } from './errors.ts';

/**
 * The definitions that a deployment carries, each checked when it is registered: at once, or, where it comes as a
 * source, when it is first loaded. Throws `NotDurable`, and where two share process and version.
 */
export function createDefinitions(list: readonly (Definition | DefinitionSource)[]): Definitions {
  const byProcess = new Map<string, Map<number, () => Promise<Definition>>>();
  for (const one of list) {
    const versions = byProcess.get(one.process) ?? new Map<number, () => Promise<Definition>>();
    if (versions.has(one.version)) {
      throw new TypeError(`The process ${one.process} has two definitions of version ${one.version}.`);
    }
    versions.set(one.version, 'load' in one ? loadOnce(one) : registered(one));
    byProcess.set(one.process, versions);
  }
  const processes = [...byProcess].map(([process, versions]) => ({
    process,
    versions: [...versions.keys()].sort((a, b) => a - b),
  }));
  processes.sort((a, b) => (a.process < b.process ? -1 : 1));
  return {
    async get(process, version) {
      const versions = byProcess.get(process);
      return versions?.get(version ?? Math.max(...versions.keys()))?.();
    },
    list: () => processes,
  };
}

/**
 * Loads and checks every definition now, rather than with its first instance; its schemas too, which callers are
 * shown. Throws `NotDurable`.
 */
export async function loadAll(definitions: Definitions): Promise<void> {
  for (const { process, versions } of definitions.list()) {
    for (const version of versions) checkSchemas(await definitions.get(process, version));
  }
}

function checkSchemas(definition: Definition | undefined): void {
  try {
    definition?.jsonSchemas();
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    const remedy = 'let inputs and events be plain JSON';
    throw new NotDurable(definition?.process ?? '', [{ state: '(schemas)', problem, remedy }]);
  }
}

function registered(definition: Definition): () => Promise<Definition> {
  const ready = Promise.resolve(durable(definition));
  return () => ready;
}

function loadOnce(source: DefinitionSource): () => Promise<Definition> {
  let loading: Promise<Definition> | undefined;
  return () => {
    loading ??= source.load().then((definition) => durable(named(source, definition)));
    loading.catch(() => {
      loading = undefined;
    });
    return loading;
  };
}

function named(source: DefinitionSource, definition: Definition): Definition {
  if (definition.process === source.process && definition.version === source.version) return definition;
  const found = `${definition.process} of version ${definition.version}`;
  throw new TypeError(`The source of ${source.process} of version ${source.version} has ${found}.`);
}
