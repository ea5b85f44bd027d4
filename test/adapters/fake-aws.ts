import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { clientSettings } from '../../adapters/client-settings.ts';

/** One request as an AWS service with a JSON protocol receives it. */
export interface FakeRequest {
  /** The operation's name (`SendMessageBatch`), or the path where the protocol has none. */
  readonly operation: string;
  readonly body: Record<string, unknown>;
}

export interface FakeAnswer {
  readonly status?: number;
  readonly body: unknown;
}

/** The wire protocol of an AWS service around a function: the real client of the SDK talks to it. */
export async function openFakeAws(answer: (request: FakeRequest) => FakeAnswer) {
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk;
    const operation =
      String(request.headers['x-amz-target'] ?? request.url)
        .split('.')
        .at(-1) ?? '';
    const { status = 200, body } = answer({ operation, body: JSON.parse(text) as Record<string, unknown> });
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    /** What a client of the SDK needs to talk to it. */
    config: {
      ...clientSettings,
      maxAttempts: 1,
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** An error as the JSON protocols tell it. */
export function fakeError(type: string, message: string, status = 400): FakeAnswer {
  return { status, body: { __type: type, message } };
}
