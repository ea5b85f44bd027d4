import { encodeEntry } from '../../adapters/journal-item.ts';
import { advance } from '../../engine/advance.ts';
import { DECISION, type DecisionInForce } from '../../engine/deciding.ts';
import type { Entry } from '../../engine/entry.ts';
import type { Incoming } from '../../engine/incoming.ts';
import { type Data, referenceName } from '../../engine/references.ts';
import { decidedBy } from '../../functions/decisions/decided.ts';
import { ready } from '../../rules/ready.ts';
import { asking } from '../cases/asking.ts';
import { INPUTS, model, NAMES, texts } from '../cases/routing.ts';
import { cpuOf, inTurn, type Rounds } from '../rounds.ts';
import { answer } from './answer.ts';

/** Microseconds of processor time for a transition that decides by a table, beside one that decides by code. */
export interface Asked {
  readonly cost: Rounds<number, number>;
  /** Bytes of the entry as it is stored. */
  readonly bytes: { readonly table: number; readonly code: number };
}

const WHO = { kind: 'caller', id: 'bench' } as const;
const TIMES = 5;

await answer<{ rounds: number }, Asked>(async ({ rounds }) => {
  const decide = decidedBy(await ready(model(texts, NAMES)));
  const inForce: DecisionInForce = {
    at: () => ({ version: 1, decide }),
    version: async () => undefined,
  };
  const data: Data = {
    get: (name) => (name === referenceName(DECISION, 'bench') ? { revision: 1, value: inForce } : null),
  };
  const scenes = { table: sceneOf('table', data), code: sceneOf('code', data) };
  const cost = async (by: 'table' | 'code') =>
    (await cpuOf(() => {
      for (let time = 0; time < TIMES; time += 1) for (const input of INPUTS) scenes[by](input);
    })) /
    (INPUTS.length * TIMES);
  const costs = await inTurn(
    rounds,
    () => cost('table'),
    () => cost('code'),
  );
  const [input = {}] = INPUTS;
  const bytes = (by: 'table' | 'code') => bytesOf(scenes[by](input));
  return { cost: costs, bytes: { table: bytes('table'), code: bytes('code') } };
});

/** The head's JSON in, the entry's JSON out, as the engine does it. */
function sceneOf(by: 'table' | 'code', data: Data): (input: object) => Entry {
  const definition = asking(by);
  const around = {
    instance: '0000000000000000000000asking',
    now: Date.UTC(2026, 0, 1),
    commit: 'commit',
    data,
  };
  const take = (head: Entry | undefined, incoming: Incoming): Entry => {
    const advanced = advance(definition, head, incoming, around);
    if ('refusal' in advanced) throw advanced.refusal;
    return advanced.entry;
  };
  const head = JSON.stringify(take(undefined, { kind: 'start', input: {}, who: WHO }));
  return (input) => {
    const entry = take(JSON.parse(head) as Entry, {
      kind: 'event',
      event: { type: 'route', ...input },
      who: WHO,
    });
    JSON.stringify(entry);
    return entry;
  };
}

function bytesOf(entry: Entry): number {
  return Object.entries(encodeEntry(entry)).reduce((sum, [name, { S, N, B }]) => {
    return sum + name.length + (B?.length ?? Buffer.byteLength(S ?? N ?? ''));
  }, 0);
}
