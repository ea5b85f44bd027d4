import { hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SignatureV4 } from '@smithy/signature-v4';
import type { AwsCredentialIdentity } from '@smithy/types';

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/\d{8}\/([^/]+)\/dynamodb\/aws4_request, SignedHeaders=([^,]+), Signature=(\w+)$/;

/** Why AWS does not take a request. */
export interface Refusal {
  readonly type: string;
  readonly message: string;
}

/** How far the clocks of a client and of AWS may be apart. */
const MOST_SKEW_MS = 5 * 60_000;

const { sha256 } = new DynamoDBClient({ region: 'us-east-1' }).config;

/** The SDK's own signer for these credentials. */
export function signerOf(region: string, credentials: AwsCredentialIdentity): SignatureV4 {
  return new SignatureV4({ service: 'dynamodb', region, credentials, sha256, applyChecksum: false });
}

/**
 * Checks a request at a time as AWS does: its signature is made anew, by the SDK's signer. Undefined where all is
 * well; otherwise the refusal.
 */
export async function refusalOf(
  {
    path,
    headers,
    body,
  }: { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: Buffer },
  known: readonly AwsCredentialIdentity[],
  now: number,
): Promise<Refusal | undefined> {
  const [, key, region = '', names = '', signature] = AUTHORIZATION.exec(headers.authorization ?? '') ?? [];
  if (key === undefined) return refused('MissingAuthenticationTokenException', 'Request is not signed');
  const credentials = known.find(({ accessKeyId }) => accessKeyId === key);
  if (credentials === undefined || headers['x-amz-security-token'] !== credentials.sessionToken) {
    return refused('UnrecognizedClientException', 'The security token included in the request is invalid');
  }
  if (credentials.expiration !== undefined && credentials.expiration.getTime() <= now) {
    return refused('ExpiredTokenException', 'The security token included in the request is expired');
  }
  const date = dateOf(headers['x-amz-date']);
  if (Math.abs(date.getTime() - now) > MOST_SKEW_MS) {
    return refused('InvalidSignatureException', 'Signature expired');
  }
  const listed = names.split(';').map((name) => [name, String(headers[name])] as const);
  const request = { method: 'POST', protocol: 'http:', hostname: '', path, query: {}, body };
  const { headers: made } = await signerOf(region, credentials).sign(
    { ...request, headers: Object.fromEntries(listed) },
    { signingDate: date },
  );
  const whole = mustBeSigned(headers).every((name) => names.split(';').includes(name));
  const hashed = headers['x-amz-content-sha256'] ?? hash('sha256', body);
  const same = AUTHORIZATION.exec(made.authorization ?? '')?.[4] === signature;
  return whole && same && hashed === hash('sha256', body)
    ? undefined
    : refused('InvalidSignatureException', 'The signature does not match');
}

function refused(type: string, message: string): Refusal {
  return { type, message };
}

function mustBeSigned(headers: IncomingHttpHeaders): string[] {
  return ['host', 'content-type', ...Object.keys(headers).filter((name) => name.startsWith('x-amz-'))];
}

function dateOf(text: unknown): Date {
  return new Date(String(text).replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}
