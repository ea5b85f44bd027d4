import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { clientSettings } from '../../adapters/client-settings.ts';

/** The query protocol of SNS around a function: it answers nothing for a success, or why it refuses. */
export async function openFakeSns(
  answer: (form: URLSearchParams) => { readonly code: string; readonly message: string } | undefined,
) {
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk;
    const refusal = answer(new URLSearchParams(text));
    response.writeHead(refusal ? 400 : 200, { 'content-type': 'text/xml' });
    response.end(
      refusal
        ? `<ErrorResponse><Error><Type>Sender</Type><Code>${refusal.code}</Code><Message>${refusal.message}</Message></Error></ErrorResponse>`
        : '<PublishResponse><PublishResult><MessageId>m-1</MessageId></PublishResult></PublishResponse>',
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
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
