import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Random } from '../simulation/random.ts';
import type { Put, Witness } from './witness.ts';

/** Where a connection is cut, or what else becomes of a request, and how often. */
export const cutKinds = {
  'within the request': 0.002,
  'before the store': 0.002,
  'after the store, before the answer': 0.004,
  'within the answer': 0.003,
  'never answered': 0.0003,
} as const;

export type Cut = keyof typeof cutKinds;

/** A moment in the life of a put: before the store has it (it is lost then), while it has it, when it has answered. */
export type Stage = 'before' | 'within' | 'after';

/** Stands between workers and store, and cuts their connections. */
export interface Gate {
  readonly port: number;
  readonly counts: Readonly<Record<Cut | 'store away', number>>;
  /** Lets requests through; where it does not, the store seems not to be there. */
  open(isOpen: boolean): void;
  /** Calls once, with the next put of an entry that comes to this stage. */
  whenPut(stage: Stage, tell: (put: Put) => void): void;
  /** Cuts no more. */
  calm(): void;
  /** How many requests the store has not answered. */
  underWay(): number;
  close(): void;
}

export interface GateOptions {
  readonly storePort: number;
  readonly witness: Witness;
  readonly random: Random;
}

export async function openGate({ storePort, witness, random }: GateOptions): Promise<Gate> {
  const agent = new Agent({ keepAlive: true });
  const counts = {
    ...(Object.fromEntries(Object.keys(cutKinds).map((kind) => [kind, 0])) as Record<Cut, number>),
    'store away': 0,
  };
  const waiting: Record<Stage, ((put: Put) => void)[]> = { before: [], within: [], after: [] };
  let isOpen = false;
  let isCalm = false;
  let underWay = 0;

  /** Whether this request is cut here. At most one kind strikes each: the later ones are a little rarer. */
  function cuts(kind: Cut): boolean {
    if (isCalm || !random.chance(cutKinds[kind])) return false;
    counts[kind] += 1;
    return true;
  }

  /** Whether somebody waited for a put to come to this stage. */
  function comes(stage: Stage, put: Put | undefined): boolean {
    if (put === undefined) return false;
    const tell = waiting[stage].shift();
    tell?.(put);
    return tell !== undefined;
  }

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { socket, headers, method, url: path } = incoming;
    const cut = () => void (random.chance(0.5) ? socket.destroy() : socket.resetAndDestroy());
    if (cuts('within the request')) return cut();
    const body = await bytesOf(incoming);
    if (body === undefined) return;
    if (!isOpen) {
      counts['store away'] += 1;
      return cut();
    }
    if (cuts('before the store')) return cut();
    const put = witness.putIn(String(headers['x-amz-target']), body, writerOf(headers.authorization));
    if (comes('before', put)) return cut();
    underWay += 1;
    const outgoing = request({ host: '127.0.0.1', port: storePort, agent, method, path, headers });
    const answered = once(outgoing, 'response') as Promise<[IncomingMessage]>;
    outgoing.end(body, () => comes('within', put));
    try {
      const [answer] = await answered;
      const text = await bytesOf(answer);
      if (text === undefined) throw new Error('The answer ended early.');
      const status = answer.statusCode ?? 500;
      if (put !== undefined) witness.settled(put, status === 200);
      comes('after', put);
      pass(response, status, answer.headers, text, cut);
    } catch {
      if (put !== undefined) witness.doubted(put);
      cut();
    } finally {
      underWay -= 1;
    }
  }

  function pass(
    response: ServerResponse,
    status: number,
    headers: IncomingMessage['headers'],
    text: Buffer,
    cut: () => void,
  ): void {
    if (cuts('never answered')) return;
    if (cuts('after the store, before the answer')) {
      cut();
      return;
    }
    response.writeHead(status, headers);
    if (cuts('within the answer')) {
      response.write(text.subarray(0, random.whole(0, text.length - 1)), cut);
    } else response.end(text);
  }

  const server = createServer((incoming, response) => void handle(incoming, response));
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    counts,
    open(open) {
      isOpen = open;
    },
    whenPut: (stage, tell) => void waiting[stage].push(tell),
    calm() {
      isCalm = true;
    },
    underWay: () => underWay,
    close() {
      server.close();
      server.closeAllConnections();
      agent.destroy();
    },
  };
}

/** All of a body; undefined where it breaks off. */
async function bytesOf(message: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  try {
    for await (const part of message) parts.push(part as Buffer);
    return message.complete ? Buffer.concat(parts) : undefined;
  } catch {
    return undefined;
  }
}

/** The worker whose credentials signed a request. */
function writerOf(authorization = ''): string {
  return /Credential=([^/]+)/.exec(authorization)?.[1] ?? '';
}
