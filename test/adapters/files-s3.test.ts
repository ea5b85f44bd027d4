import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { S3Client } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { clientSettings } from '../../adapters/client-settings.ts';
import { createS3Files } from '../../adapters/files-s3.ts';
import { filesContract } from './files-contract.ts';

filesContract('S3', async () => {
  const bucket = await openBucket();
  return { files: createS3Files(bucket.client, 'files'), close: bucket.close };
});

test('a bucket that does not answer is an outage', async () => {
  const bucket = await openBucket();
  const files = createS3Files(bucket.client, 'files');
  await bucket.close();
  for (const call of [
    () => files.put('f1', Buffer.from('x')),
    () => files.get('f1'),
    () => files.remove('f1'),
    () => files.removeAll('f'),
  ]) {
    await expect(call()).rejects.toMatchObject({ code: 'store-unavailable' });
  }
});

/** One bucket as S3's protocol has it, over the real client. */
async function openBucket() {
  const kept = new Map<string, Buffer>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { pathname: name, searchParams } = new URL(request.url ?? '', 'http://localhost');
    const prefix = searchParams.get('prefix');
    if (prefix !== null) {
      const names = [...kept.keys()].map((path) => path.slice('/files/'.length));
      const found = names.filter((one) => one.startsWith(prefix));
      const contents = found.map((one) => `<Contents><Key>${one}</Key></Contents>`).join('');
      response.writeHead(200, { 'content-type': 'application/xml' });
      response.end(`<ListBucketResult>${contents}</ListBucketResult>`);
      return;
    }
    if (request.method === 'PUT') kept.set(name, Buffer.concat(chunks));
    if (request.method === 'DELETE') kept.delete(name);
    const found = kept.get(name);
    if (request.method === 'GET' && found === undefined) {
      response.writeHead(404, { 'content-type': 'application/xml' });
      response.end('<Error><Code>NoSuchKey</Code><Message>None.</Message></Error>');
      return;
    }
    response.writeHead(request.method === 'DELETE' ? 204 : 200);
    response.end(request.method === 'GET' ? found : undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = new S3Client({
    ...clientSettings,
    ...{ maxAttempts: 1, region: 'us-east-1', forcePathStyle: true },
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  return {
    client,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
