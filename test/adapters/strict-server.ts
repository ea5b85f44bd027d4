import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AwsCredentialIdentity } from '@smithy/types';
import { refusalOf } from './signature-check.ts';

/** A request as the server received it. */
export interface Received {
  readonly operation: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: IncomingHttpHeaders;
  /** Made by a lean try: the SDK's layers number every try of theirs. */
  readonly lean: boolean;
  /** The code with which the signature was refused. */
  readonly refused?: string;
}

export type Reply =
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: unknown;
    }
  /** The connection ends: without an answer, within its body, or not at all. */
  | 'cut'
  | 'cut-body'
  | 'silence'
  | 'stalled-body';

export interface StrictServer {
  readonly endpoint: string;
  /** In order; to be emptied where a test likes. */
  readonly received: Received[];
  /** Whose signatures it takes. */
  readonly known: AwsCredentialIdentity[];
  /** What it answers next, one after the other; afterwards what `always` says, `{}` from the start. */
  readonly replies: Reply[];
  always: Reply | ((received: Received) => Reply);
  /** How far its clock is ahead of ours, in milliseconds. */
  aheadMs: number;
  close(): Promise<void>;
}

/** The credentials that a strict server knows from the start. */
export const CREDENTIALS: AwsCredentialIdentity = { accessKeyId: 'AKIDTEST', secretAccessKey: 'secret/test' };

/** Speaks DynamoDB's protocol, checks every signature as AWS does, and answers as it is told. */
export async function openStrictServer(): Promise<StrictServer> {
  const http = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const { headers } = request;
    const now = Date.now() + strict.aheadMs;
    const refusal = await refusalOf({ path: request.url ?? '', headers, body }, strict.known, now);
    const received: Received = {
      operation: String(headers['x-amz-target']).split('.')[1] ?? '',
      body: JSON.parse(body.toString()) as Record<string, unknown>,
      headers,
      lean: headers['amz-sdk-request'] === undefined,
      ...(refusal && { refused: refusal.type }),
    };
    strict.received.push(received);
    response.setHeader('date', new Date(now).toUTCString());
    if (refusal !== undefined) return answer(response, fault(refusal.type, refusal.message));
    const { always } = strict;
    answer(response, strict.replies.shift() ?? (typeof always === 'function' ? always(received) : always));
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const strict: StrictServer = {
    endpoint: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    ...{ received: [], known: [CREDENTIALS], replies: [], always: {}, aheadMs: 0 },
    async close() {
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
  return strict;
}

/** An error as DynamoDB tells it. */
export function fault(type: string, message: string, more: object = {}, status = 400): Reply {
  const __type = `com.amazonaws.dynamodb.v20120810#${type}`;
  return { status, body: { __type, message, ...more } };
}

function answer(response: ServerResponse, reply: Reply): void {
  if (reply === 'silence') return;
  if (reply === 'cut') return void response.destroy();
  const { status = 200, headers = {}, body = {} } = typeof reply === 'object' ? reply : {};
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  response.writeHead(status, {
    ...{
      'content-type': 'application/x-amz-json-1.0',
      'x-amzn-requestid': 'R1',
      'content-length': bytes.length,
    },
    ...headers,
  });
  if (typeof reply === 'object') return void response.end(bytes);
  response.write(bytes.subarray(0, 1), () => {
    if (reply === 'cut-body') response.destroy();
  });
}
