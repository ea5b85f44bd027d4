import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Process } from '../fleet/process.ts';
import type { Random } from '../random.ts';
import type { Weather } from '../weather.ts';
import type { SimulatedQueue } from './queue.ts';
import { timedOut } from './store-failures.ts';

/** The SDK's client of the queue, of one process. */
export function createQueueClient(
  process: Process,
  { queue, weather, random }: { queue: SimulatedQueue; weather: Weather; random: Random },
): SQSClient {
  async function send(command: object): Promise<object> {
    if (!(command instanceof SendMessageBatchCommand)) {
      throw new TypeError(`The simulated queue does not know the command ${command.constructor.name}.`);
    }
    const { Entries = [] } = command.input;
    await process.pause(random.spread(1, 20));
    if (weather.strikes('queue-refused')) throw timedOut();
    const partly = Entries.length > 1 && weather.strikes('queue-partly-taken');
    const taken = partly ? Entries.slice(0, random.whole(1, Entries.length - 1)) : Entries;
    for (const { MessageBody = '', DelaySeconds = 0 } of taken) queue.add(MessageBody, DelaySeconds * 1000);
    await process.pause(random.spread(1, 20));
    if (weather.strikes('queue-answer-lost')) throw timedOut();
    const left = Entries.slice(taken.length);
    return left.length === 0 ? {} : { Failed: left.map(({ Id }) => ({ Id, Code: 'InternalError' })) };
  }
  return { send } as unknown as SQSClient;
}
