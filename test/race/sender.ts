import { createDynamoClient } from '../../adapters/dynamo-client.ts';
import type { Engine } from '../../engine/engine.ts';
import { BatonError, StoreUnavailable } from '../../engine/errors.ts';
import { engineOver, who } from '../flow/engines.ts';
import type { Outcome, Round, Sending } from './round.ts';

// A process of senders: each round it gets is sent all at once, and answered with what became of each event.

async function send(round: Round, sending: Sending, engine: Engine): Promise<Outcome> {
  const { id, n, revision } = sending;
  const request = {
    ...{ instance: round.instance, event: { type: 'add', n }, id, who },
    ...(revision === undefined ? {} : { revision }),
  };
  for (;;) {
    try {
      const { entry, repeated } = await engine.send(request);
      return { id, n, acknowledged: true, revision: entry.revision, repeated };
    } catch (error) {
      // Nobody knows whether it was applied: the same event is sent again under its id.
      if (error instanceof StoreUnavailable) continue;
      if (!(error instanceof BatonError)) throw error;
      return { id, n, acknowledged: false, code: error.code };
    }
  }
}

async function run(round: Round): Promise<readonly Outcome[]> {
  const client = createDynamoClient({
    endpoint: round.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const engines = Array.from({ length: round.engines }, () => engineOver(client, round.names));
  try {
    const each = engines.map((engine, place) => {
      const mine = round.sendings.filter((_, n) => n % engines.length === place);
      return Promise.all(mine.map((sending) => send(round, sending, engine)));
    });
    return (await Promise.all(each)).flat();
  } finally {
    client.destroy();
  }
}

process.on('message', (round: Round) => {
  run(round).then(
    (outcomes) => process.send?.({ outcomes }),
    (error: Error) => process.send?.({ failed: error.stack }),
  );
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
