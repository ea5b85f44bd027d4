import { createHmac, hash } from 'node:crypto';
import type { AwsCredentialIdentity, HttpRequest } from '@smithy/types';

const TARGET = 'x-amz-target';
const TOKEN = 'x-amz-security-token';

/** Signs a request in place, as of a time. */
export type Sign = (request: HttpRequest, credentials: AwsCredentialIdentity, date: Date) => void;

/**
 * Signatures by AWS Signature Version 4 of requests to DynamoDB's path `/`. What is signed is the least that AWS
 * asks for: the content's type, the host, and what begins with `x-amz-`. A day's key is kept.
 */
export function createSign({ host, region }: { readonly host: string; readonly region: string }): Sign {
  let kept: { readonly secret: string; readonly day: string; readonly key: Buffer } | undefined;

  function keyOf(secret: string, day: string): Buffer {
    if (kept?.secret !== secret || kept.day !== day) {
      kept = { secret, day, key: derived(secret, [day, region, 'dynamodb', 'aws4_request']) };
    }
    return kept.key;
  }

  return ({ headers, body }, { accessKeyId, secretAccessKey, sessionToken }, date) => {
    const time = `${date.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
    const day = time.slice(0, 8);
    const scope = `${day}/${region}/dynamodb/aws4_request`;
    headers.host = host;
    headers['x-amz-date'] = time;
    if (sessionToken !== undefined) headers[TOKEN] = sessionToken;
    const names = `content-type;host;x-amz-date;${sessionToken === undefined ? '' : `${TOKEN};`}${TARGET}`;
    const signed = names.split(';').map((name) => `${name}:${headers[name]}\n`);
    const request = `POST\n/\n\n${signed.join('')}\n${names}\n${hash('sha256', body)}`;
    const text = `AWS4-HMAC-SHA256\n${time}\n${scope}\n${hash('sha256', request)}`;
    const signature = createHmac('sha256', keyOf(secretAccessKey, day)).update(text).digest('hex');
    headers.authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
  };
}

function derived(secret: string, parts: readonly string[]): Buffer {
  const first = Buffer.from(`AWS4${secret}`);
  return parts.reduce<Buffer>((key, part) => createHmac('sha256', key).update(part).digest(), first);
}
