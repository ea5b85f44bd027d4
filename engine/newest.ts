import type { Definition, Definitions } from './definition.ts';
import type { Entry } from './entry.ts';
import { DefinitionUnknown } from './errors.ts';
import type { Advanced, Surroundings } from './incoming.ts';
import { migrate } from './migrate.ts';
import type { References } from './ports.ts';
import { informed } from './references.ts';

export interface NewestOptions {
  readonly definitions: Definitions;
  append(advanced: Extract<Advanced, { entry: Entry }>): Promise<boolean>;
  around(instance: string): Surroundings;
  readonly references?: References;
}

/**
 * Moves an active instance one version further towards the newest, where that knows a way. `stays`: there is none,
 * or it is there. `conflict`: somebody else was faster. Throws `MigrationFailed`, `TooLarge`, `DefinitionUnknown`.
 */
export type MoveOn = (head: Entry) => Promise<Entry | 'stays' | 'conflict'>;

export function createMoveOn({ definitions, append, around, references }: NewestOptions): MoveOn {
  const newest = new Map(definitions.list().map(({ process, versions }) => [process, Math.max(...versions)]));
  const ways = new Map<string, Promise<readonly Definition[]>>();

  function wayFrom(process: string, version: number, last: number): Promise<readonly Definition[]> {
    const key = `${process} ${version}`;
    const known = ways.get(key) ?? findWay(definitions, process, version, last);
    ways.set(key, known);
    known.catch(() => ways.delete(key));
    return known;
  }

  return async (head) => {
    const last = newest.get(head.process) ?? 0;
    if (head.status !== 'active' || head.version >= last) return 'stays';
    const [to] = await wayFrom(head.process, head.version, last);
    if (to === undefined) return 'stays';
    const from = await definitions.get(head.process, head.version);
    if (from === undefined) throw new DefinitionUnknown(head.process, head.version);
    const here = around(head.instance);
    const advanced = await informed(references, to, (data) => migrate(from, to, head, { ...here, data }));
    if ('refusal' in advanced) throw advanced.refusal;
    return (await append(advanced)) ? advanced.entry : 'conflict';
  };
}

/** The versions that lead to the newest, one after the other, by the fewest hops; empty where there is no way. */
async function findWay(
  definitions: Definitions,
  process: string,
  version: number,
  newest: number,
): Promise<readonly Definition[]> {
  const found = await definitions.get(process, newest);
  let ways = found === undefined ? [] : [[found]];
  for (let hops = 1; hops <= newest && ways.length > 0; hops++) {
    const whole = ways.find(([first]) => first?.migrations.some(({ from }) => from === version));
    if (whole !== undefined) return whole;
    const longer = ways.flatMap((way) =>
      (way[0]?.migrations ?? [])
        .filter(({ from }) => from > version && from < (way[0]?.version ?? 0))
        .map(async ({ from }) => {
          const before = await definitions.get(process, from);
          return before === undefined ? [] : [[before, ...way]];
        }),
    );
    ways = (await Promise.all(longer)).flat();
  }
  return [];
}
