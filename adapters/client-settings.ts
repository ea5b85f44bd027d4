/**
 * Settings that every AWS client here shares: three tries, connections kept, and enough of them. A try ends when
 * its answer has not begun within three seconds, or says nothing more for three. A call that nobody answers ends
 * within about ten seconds, well inside the time that a function has.
 */
export const clientSettings = {
  retryMode: 'standard',
  maxAttempts: 3,
  requestHandler: {
    connectionTimeout: 1000,
    requestTimeout: 3000,
    socketTimeout: 3000,
    throwOnRequestTimeout: true,
    httpAgent: { keepAlive: true, maxSockets: 256, maxFreeSockets: 64 },
    httpsAgent: { keepAlive: true, maxSockets: 256, maxFreeSockets: 64 },
  },
};
