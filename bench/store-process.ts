import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';
import { createTables } from '../adapters/tables.ts';
import { clientOf, names } from './store.ts';

// A DynamoDB of its own, in memory, in a process of its own: what it costs is not the client's.
const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const client = clientOf(endpoint);
await createTables(client, names);
client.destroy();
process.send?.({ endpoint });
process.on('disconnect', () => process.exit(0));
