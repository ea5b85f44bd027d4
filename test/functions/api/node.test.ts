import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, openApi } from './server.ts';

describe('under Node', () => {
  let api: Api;
  let server: ServerType;
  let port: number;
  beforeAll(async () => {
    api = await openApi();
    server = createAdaptorServer({ fetch: api.app.fetch });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  });
  afterAll(async () => {
    server.close();
    await api.close();
  });

  /** Sends these bytes and nothing else; what comes back until the server closes. */
  async function send(lines: readonly string[], body: Uint8Array | string = ''): Promise<string> {
    const socket = connect(port, '127.0.0.1');
    const answer = text(socket);
    socket.write([...lines, 'Host: localhost', 'Connection: close', '', ''].join('\r\n'));
    socket.write(body);
    return answer;
  }

  test('answers', async () => {
    const answer = await send(['GET /health HTTP/1.1']);
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(answer).toMatch(/\r\n\r\n\{"status":"ok"\}$/);
  });

  test('answers HEAD without a body', async () => {
    expect(await send(['HEAD /health HTTP/1.1'])).toMatch(/^HTTP\/1\.1 200 OK\r\n[^{]*\r\n\r\n$/);
  });

  test.each([
    ['announced', ['Content-Length: 300000'], 'x'.repeat(300_000)],
    ['in chunks', ['Transfer-Encoding: chunked'], `493e0\r\n${'x'.repeat(300_000)}\r\n0\r\n\r\n`],
  ])('refuses a body that is too large, %s', async (_, headers, body) => {
    const answer = await send(
      ['POST /customers HTTP/1.1', 'Content-Type: application/json', ...headers],
      body,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('urn:baton:problem:body-too-large');
  });

  test('refuses bytes that are not UTF-8', async () => {
    const body = Buffer.from('{"name":"J\xf6rg","email":"j@example.com"}', 'latin1');
    const headers = ['Content-Type: application/json', `Content-Length: ${body.length}`];
    const answer = await send(['POST /customers HTTP/1.1', ...headers], body);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('urn:baton:problem:malformed-body');
  });

  test('survives a caller who hangs up in the middle of a body', async () => {
    const socket = connect(port, '127.0.0.1');
    const lines = ['POST /customers HTTP/1.1', 'Host: localhost', 'Content-Type: application/json'];
    socket.write([...lines, 'Content-Length: 100', '', '{"name":"John'].join('\r\n'));
    const [accepted] = await once(server, 'request');
    socket.destroy();
    await new Promise((resolve) => accepted.once('close', resolve));
    expect(await send(['GET /health HTTP/1.1'])).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(await api.stored()).toEqual([]);
    expect(api.reports).toEqual([]);
  });
});
