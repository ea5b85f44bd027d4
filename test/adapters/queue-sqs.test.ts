import { createHash } from 'node:crypto';
import { SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import { fromBody } from '../../adapters/queue-message.ts';
import { createSqsQueue } from '../../adapters/queue-sqs.ts';
import { type FakeAnswer, type FakeRequest, openFakeAws } from './fake-aws.ts';
import { messageOf, type OpenedQueue, queueContract } from './queue-contract.ts';

queueContract('SQS', openSqs);

describe('SQS', () => {
  test('one message that is not taken fails the whole, and says why', async () => {
    const { queue, close } = await openSqs({ fails: (id) => id === '1' });
    const sending = queue.send([0, 1, 2].map((n) => ({ message: messageOf(n), delaySeconds: 0 })));
    await expect(sending).rejects.toMatchObject({
      code: 'queue-unavailable',
      details: { reasons: ['InternalError'] },
    });
    await close();
  });

  test('a queue that does not answer is unavailable', async () => {
    const { queue, close } = await openSqs();
    await close();
    await expect(queue.send([{ message: messageOf(0), delaySeconds: 0 }])).rejects.toMatchObject({
      code: 'queue-unavailable',
    });
  });
});

describe('the body of a message', () => {
  test.each([
    '{}',
    'null',
    '[]',
    '7',
    '{"kind":"mail","instance":"i","revision":1,"index":0}',
    '{"kind":"effect","instance":7,"revision":1,"index":0}',
    '{"kind":"effect","instance":"i","revision":"1","index":0}',
    '{"kind":"effect","instance":"i","revision":1,"index":0.5}',
    '{"kind":"effect","instance":"i","revision":1,"index":0,"attempt":1,"waited":"2"}',
  ])('%s is none', (body) => {
    expect(() => fromBody(body)).toThrow(TypeError);
  });
});

interface Entry {
  readonly Id: string;
  readonly MessageBody: string;
  readonly DelaySeconds: number;
}

async function openSqs({ fails = (_: string): boolean => false } = {}): Promise<OpenedQueue> {
  const taken: Entry[] = [];
  let refusing = false;
  const answer = ({ operation, body }: FakeRequest): FakeAnswer => {
    const entries = body.Entries as Entry[];
    if (operation !== 'SendMessageBatch' || entries.length > 10 || body.QueueUrl !== 'http://queue') {
      return { status: 400, body: { __type: 'InvalidParameterValue' } };
    }
    const failed = entries.filter(({ Id }) => refusing || fails(Id));
    const successful = entries.filter((entry) => !failed.includes(entry));
    taken.push(...successful);
    return {
      body: {
        Successful: successful.map(({ Id, MessageBody }) => ({
          Id,
          MessageId: `m-${taken.length}-${Id}`,
          MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
        })),
        Failed: failed.map(({ Id }) => ({ Id, Code: 'InternalError', SenderFault: false })),
      },
    };
  };
  const { config, close } = await openFakeAws(answer);
  const client = new SQSClient({ ...config, useQueueUrlAsEndpoint: false });
  return {
    queue: createSqsQueue(client, 'http://queue'),
    async taken() {
      return taken.map((entry) => ({
        message: fromBody(entry.MessageBody),
        delaySeconds: entry.DelaySeconds,
      }));
    },
    async refuse() {
      refusing = true;
    },
    close,
  };
}
