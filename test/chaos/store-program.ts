import dynalite from 'dynalite';

// The embedded store as `local/store.ts` keeps it, on a port that is the same after each start.
const [path = '', port = ''] = process.argv.slice(2);
const server = dynalite({ path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
// Who goes on speaking over a connection that is just being closed would not know what came of it.
server.keepAliveTimeout = 0;
server.listen(Number(port), '127.0.0.1', () => process.send?.('ready'));
process.on('disconnect', () => process.exit());
