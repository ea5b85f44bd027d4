import { expect, test } from 'vitest';
import { createDynamoJournal } from '../../adapters/dynamo-journal.ts';
import { createDynamoProjection } from '../../adapters/dynamo-projection.ts';
import { createEngine } from '../../engine/engine.ts';
import { childId } from '../../engine/ids.ts';
import { createDefinitions } from '../../engine/registry.ts';
import { createRelay } from '../../engine/relay.ts';
import { deployed } from '../simulation/processes/all.ts';
import { openSimulatedStore } from '../simulation/store/open-store.ts';
import { contextOf, who } from './engines.ts';

test('where a record overtakes another, what it sends does not', async () => {
  const { client, names } = await openSimulatedStore();
  const journal = createDynamoJournal(client, names.journal);
  const projection = createDynamoProjection(client, names.projection);
  const definitions = createDefinitions(deployed);
  const now = () => 1_760_000_000_000;
  let ids = 0;
  const newId = () => `id-${++ids}`;
  const engine = createEngine({ journal, definitions, now, newId, random: () => 0, sleep: async () => {} });
  const relay = createRelay({
    engine,
    journal,
    projection,
    definitions,
    now,
    queue: { send: async () => {} },
  });
  const { entry: team } = await engine.start({ process: 'team', input: { nonce: 1 }, who });
  const { entry: hired } = await engine.send({ instance: team.instance, event: { type: 'hire' }, who });
  await relay.relay(team.instance, [team, hired]);
  const member = childId(team.instance, hired.children[0] ?? { revision: 0, index: 0 });
  await relay.relay(member);

  const mark = async (n: number) =>
    (await engine.send({ instance: member, event: { type: 'mark', n }, who })).entry;
  const [first, second] = [await mark(7), await mark(8)];
  await relay.relay(member, [second]);
  await relay.relay(member, [first]);

  // The member reports the order that came with its hiring, and both marks.
  expect(contextOf(await engine.head(team.instance))).toMatchObject({ reports: [1, 7, 8] });
});
