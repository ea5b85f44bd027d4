import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isPublicAddress } from '../../adapters/public-address.ts';
import { createHttpsWebhooks } from '../../adapters/webhooks-https.ts';

interface Heard {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Another system on this machine, for the test that runs. */
async function listening(answer: RequestListener) {
  const heard: Heard[] = [];
  let connections = 0;
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const { method, url, headers } = request;
    heard.push({ method, url, headers, text });
    answer(request, response);
  });
  server.on('connection', () => connections++);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { heard, port, url: `http://127.0.0.1:${port}/hook?a=1`, connections: () => connections };
}

const ok: RequestListener = (_, response) => void response.writeHead(204).end();
const bytes = Buffer.from('0123456789abcdef0123456789abcdef');
const call = {
  ...{ key: 'i-1/3/0/mark', secret: `whsec_${bytes.toString('base64')}`, at: 1_767_603_600_999 },
  body: { type: 'outreach.touch', customer: 'c-1', sequence: '欢迎' },
};
const here = (timeoutMs = 10_000) => createHttpsWebhooks({ anywhere: true, timeoutMs });
const failure = (reason: string, permanent = false) =>
  expect.objectContaining({ code: 'webhook-not-sent', details: { reason }, permanent });

/** As Standard Webhooks verify it, by the cryptography of browsers. */
async function isSigned({ headers, text }: Heard): Promise<boolean> {
  const [version, signature = ''] = String(headers['webhook-signature']).split(',');
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${text}`;
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['verify']);
  const verified = await crypto.subtle.verify(
    ...(['HMAC', key, Buffer.from(signature, 'base64'), Buffer.from(signed)] as const),
  );
  return version === 'v1' && verified;
}

describe('a webhook', () => {
  test('is posted as JSON, signed over its key, its time and its body', async () => {
    const { heard, url } = await listening(ok);
    await here().send({ ...call, url });
    const [only] = heard;
    if (only === undefined || heard.length > 1) throw new Error('It did not come once.');
    expect([only.method, only.url, JSON.parse(only.text)]).toEqual(['POST', '/hook?a=1', call.body]);
    expect(only.headers).toMatchObject({
      ...{ 'content-type': 'application/json', 'webhook-id': call.key, 'webhook-timestamp': '1767603600' },
    });
    expect(await isSigned(only)).toBe(true);
    expect(await isSigned({ ...only, text: only.text.replace('c-1', 'c-2') })).toBe(false);
  });

  test.each([
    [410, true],
    [302, false],
    [400, false],
    [429, false],
    [500, false],
  ])(
    'that is answered with %i failed, for good: %s; no redirection is followed',
    async (status, permanent) => {
      const { heard, url, port } = await listening((_, response) => {
        response.writeHead(status, { location: `http://127.0.0.1:${port}/elsewhere` }).end('no');
      });
      await expect(here().send({ ...call, url })).rejects.toEqual(failure(`status-${status}`, permanent));
      expect(heard).toHaveLength(1);
    },
  );

  test('that is not answered in time failed, and may be tried again', async () => {
    const { url } = await listening(() => {});
    await expect(here(50).send({ ...call, url })).rejects.toEqual(failure('timeout'));
  });

  test('that is refused by its host failed, and may be tried again', async () => {
    const { url } = await listening((request) => request.socket.destroy());
    await expect(here().send({ ...call, url })).rejects.toEqual(failure('ECONNRESET'));
  });

  test('was taken where its answer never ends, and is not read for ever', async () => {
    let written = 0;
    const flood: RequestListener = (_, response) => {
      response.writeHead(200);
      const block = Buffer.alloc(16_384);
      const more = () => {
        while (!response.destroyed && written < 50_000_000) {
          written += block.length;
          if (!response.write(block)) return void response.once('drain', more);
        }
      };
      more();
    };
    const flooded = await listening(flood);
    await here().send({ ...call, url: flooded.url });
    expect(written).toBeLessThan(50_000_000);
    const silent = await listening((_, response) => void response.writeHead(200).flushHeaders());
    await here(50).send({ ...call, url: silent.url });
  });

  test('goes to the address that was looked up', async () => {
    const { heard, port } = await listening(ok);
    const asked: string[] = [];
    const webhooks = createHttpsWebhooks({
      anywhere: true,
      async resolve(host) {
        asked.push(host);
        return [{ address: '127.0.0.1', family: 4 }];
      },
    });
    await webhooks.send({ ...call, url: `http://loyalty.example:${port}/` });
    expect([asked, heard[0]?.headers.host]).toEqual([['loyalty.example'], `loyalty.example:${port}`]);
  });

  test.each([
    ['http://loyalty.example', '93.184.216.34'],
    ['https://127.0.0.1', ''],
    ['https://2130706433', ''],
    ['https://[::1]', ''],
    ['https://[::ffff:127.0.0.1]', ''],
    ['https://169.254.169.254', ''],
    ['https://loyalty.example', '127.0.0.1'],
    ['https://loyalty.example', '93.184.216.34 10.0.0.1'],
    ['https://loyalty.example', 'fd00:ec2::254'],
  ])('to %s (%s) is refused for good, and connects to nothing', async (host, addresses) => {
    const { url, port, connections } = await listening(ok);
    const webhooks = createHttpsWebhooks({
      resolve: async () =>
        addresses.split(' ').map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    });
    await expect(webhooks.send({ ...call, url: `${host}:${port}/` })).rejects.toEqual(
      failure('address-not-allowed', true),
    );
    // Whatever was on its way before this one has come by now.
    await here().send({ ...call, url });
    expect(connections()).toBe(1);
  });
});

test.each([
  ['93.184.216.34', true],
  ['172.32.0.1', true],
  ['100.128.0.1', true],
  ['2606:2800:220:1:248:1893:25c8:1946', true],
  ['0.0.0.0', false],
  ['10.1.2.3', false],
  ['100.64.0.1', false],
  ['127.0.0.53', false],
  ['169.254.169.254', false],
  ['169.254.170.2', false],
  ['172.31.255.255', false],
  ['192.168.1.1', false],
  ['198.19.0.1', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['::', false],
  ['::1', false],
  ['::ffff:10.0.0.1', false],
  ['::ffff:93.184.216.34', false],
  ['64:ff9b::a00:1', false],
  ['2001:db8::1', false],
  ['2002:a00:1::', false],
  ['fd00:ec2::254', false],
  ['fe80::1', false],
  ['ff02::1', false],
])('%s is an address of the internet: %s', (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected);
});
