import { createHmac } from 'node:crypto';
import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { type IncomingMessage, request as plainly } from 'node:http';
import { request as securely } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { BatonError } from '../engine/errors.ts';
import type { WebhookCall, Webhooks } from './ports.ts';
import { isPublicAddress } from './public-address.ts';

/** Another system was not called, or did not take it. Says why by a code; never where it is. */
export class WebhookNotSent extends BatonError {
  readonly code = 'webhook-not-sent';
  /** True where trying again is in vain. */
  readonly permanent: boolean;
  constructor(reason: string, permanent = false) {
    super(`The webhook was not sent (${reason}).`, { reason });
    this.permanent = permanent;
  }
}

export interface WebhooksOptions {
  /** Whether this machine and the networks around it may be called, and without encryption: for local use. */
  readonly anywhere?: boolean;
  /** How long it takes at most until there is an answer. */
  readonly timeoutMs?: number;
  /** The addresses of a host. */
  readonly resolve?: (host: string) => Promise<LookupAddress[]>;
}

/** As much of an answer is read, so that the other side sees it taken; nothing of it is kept. */
const MOST_BYTES = 64 * 1024;

/**
 * Calls other systems by HTTPS, signed as Standard Webhooks are. Any 2xx is an answer; no redirection is followed. The
 * addresses of a host are looked up once, and the connection goes to those that were judged. Throws `WebhookNotSent`,
 * without the cause: it may name addresses. It is permanent for 410, and for an address that is not of the internet.
 */
export function createHttpsWebhooks({
  anywhere = false,
  timeoutMs = 10_000,
  resolve = (host) => lookup(host, { all: true }),
}: WebhooksOptions = {}): Webhooks {
  const refuse = (address: string) => {
    if (!anywhere && !isPublicAddress(address)) throw new WebhookNotSent('address-not-allowed', true);
  };

  async function judged(host: string): Promise<LookupAddress[]> {
    const found = await resolve(host);
    for (const { address } of found) refuse(address);
    return found;
  }

  const judgedLookup: LookupFunction = (host, { all }, done) => {
    judged(host).then(
      (found) => {
        const [{ address, family } = { address: '', family: 4 }] = found;
        if (all === true) done(null, found);
        else done(null, address, family);
      },
      (error) => done(error, []),
    );
  };

  return {
    async send(call) {
      const url = new URL(call.url);
      if (url.protocol !== 'https:' && !anywhere) throw new WebhookNotSent('address-not-allowed', true);
      // A host that is an address already is not looked up.
      const host = url.hostname.replace(/^\[|\]$/g, '');
      if (isIP(host) !== 0) refuse(host);
      const text = JSON.stringify(call.body);
      const signal = AbortSignal.timeout(timeoutMs);
      const request = (url.protocol === 'https:' ? securely : plainly)(url, {
        ...{ method: 'POST', headers: headersOf(call, text), lookup: judgedLookup, agent: false, signal },
      });
      const status = await answerTo(request.end(text)).catch((error: NodeJS.ErrnoException) => {
        if (error instanceof WebhookNotSent) throw error;
        throw new WebhookNotSent(signal.aborted ? 'timeout' : (error.code ?? 'unknown'));
      });
      if (status < 200 || status > 299) throw new WebhookNotSent(`status-${status}`, status === 410);
    },
  };
}

/** The signature covers the key, the time and the body, so that none of them can be another's. */
function headersOf({ key, secret, at }: WebhookCall, text: string) {
  const seconds = Math.floor(at / 1000);
  const bytes = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', bytes).update(`${key}.${seconds}.${text}`).digest('base64');
  return {
    ...{ 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) },
    ...{ 'user-agent': 'Baton', 'webhook-id': key, 'webhook-timestamp': String(seconds) },
    'webhook-signature': `v1,${signature}`,
  };
}

/** The status is the answer: what comes after it, or does not, changes nothing. */
async function answerTo(request: ReturnType<typeof plainly>): Promise<number> {
  const [response]: IncomingMessage[] = await once(request, 'response');
  request.on('error', () => {});
  if (response === undefined) return 0;
  await taken(response).catch(() => {});
  return response.statusCode ?? 0;
}

async function taken(response: IncomingMessage): Promise<void> {
  let bytes = 0;
  for await (const chunk of response) {
    bytes += (chunk as Buffer).length;
    if (bytes > MOST_BYTES) return;
  }
}
