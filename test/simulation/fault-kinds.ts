/** One kind of fault: what happens, and how often. */
export interface FaultKind {
  readonly what: string;
  /** Probability each time that it could strike. */
  readonly odds?: number;
  /** Days of simulated time between two of them, on average. */
  readonly everyDays?: number;
}

/**
 * Every kind of fault, by name. Those with neither odds nor days come about by themselves, through others, and are
 * counted when they do.
 */
export const faultKinds = {
  'store-throttled': { what: 'a request to the store is throttled, and tried again', odds: 0.006 },
  'store-error-before': { what: 'the store fails before it did anything', odds: 0.003 },
  'store-error-after': { what: 'the store fails after it had done it', odds: 0.003 },
  'store-timeout-before': { what: 'a request never arrives, and times out', odds: 0.003 },
  'store-timeout-after': { what: 'a request is carried out, and times out', odds: 0.003 },
  'store-connection-cut': { what: 'the connection is cut before the answer', odds: 0.003 },
  'store-effect-late': {
    what: 'a write times out, and is carried out when nobody counts on it',
    odds: 0.004,
  },
  'store-slow': { what: 'the store takes seconds', odds: 0.004 },
  'store-mute': { what: 'a failed condition does not show what was in the way', odds: 0.3 },
  'store-short-page': { what: 'a page ends early', odds: 0.05 },
  'store-hiccup': { what: 'the store answers nobody for some seconds', everyDays: 1 },
  'store-outage': { what: 'the store answers nobody for up to some minutes', everyDays: 6 },
  conflict: { what: 'another was faster: the condition of a put fails' },
  'read-stale': { what: 'a read that need not be consistent shows what was', odds: 0.2 },
  'batch-unprocessed': { what: 'a batch of reads comes back in parts', odds: 0.2 },
  'index-lag': { what: 'an index follows its table after seconds', odds: 0.05 },
  'index-stale': { what: 'an index follows its table after up to an hour', odds: 0.003 },
  'stream-duplicated': { what: 'a record comes twice', odds: 0.02 },
  'stream-repeated-late': { what: 'a record comes again after hours', odds: 0.004 },
  'stream-uneven': { what: 'a record comes some seconds after those that follow it', odds: 0.1 },
  'stream-delayed': { what: 'a record comes minutes late', odds: 0.02 },
  'stream-reordered': { what: 'a record overtakes those before it', odds: 0.05 },
  'stream-lost': { what: 'a record never comes', odds: 0.01 },
  'stream-down-25-hours': { what: 'the stream stands for longer than it keeps its records', everyDays: 30 },
  'stream-down-7-days': { what: 'the stream stands for a week', everyDays: 60 },
  'queue-lost': { what: 'a message is lost', odds: 0.01 },
  'queue-duplicated': { what: 'a message comes twice', odds: 0.02 },
  'queue-delayed': { what: 'a message comes minutes late', odds: 0.02 },
  'queue-reordered': { what: 'messages come in another order', odds: 0.3 },
  'queue-redelivered': { what: 'a message comes again while it is still being handled', odds: 0.01 },
  'queue-refused': { what: 'the queue takes nothing', odds: 0.006 },
  'queue-partly-taken': { what: 'the queue takes some messages of a request', odds: 0.02 },
  'queue-answer-lost': { what: 'the queue takes all and does not say so', odds: 0.006 },
  'queue-purged': { what: 'the queue loses everything', everyDays: 25 },
  'dead-letter': { what: 'a message was handed out five times in vain' },
  'api-killed': { what: 'the function that takes events dies between two steps', odds: 0.0015 },
  'relay-killed': { what: 'the relay dies between two steps', odds: 0.003 },
  'perform-killed': { what: 'the function that performs effects dies between two steps', odds: 0.0015 },
  'sweep-killed': { what: 'the sweep dies between two steps', odds: 0.002 },
  'reconcile-killed': { what: 'the reconciliation dies between two steps', odds: 0.0002 },
  'perform-out-of-memory': { what: 'an effect kills whoever performs it, with the whole batch', odds: 0.003 },
  'perform-broken': {
    what: 'a bad deployment: whatever performs effects dies at once, for up to hours',
    everyDays: 20,
  },
  'relay-out-of-memory': { what: 'a record kills the relay, several times', odds: 0.001 },
  'function-timeout': { what: 'a function runs out of its time and is ended' },
  'process-frozen': { what: 'a process stands still for up to 40 seconds', odds: 0.002 },
  'process-cut-off': { what: 'the requests of a process arrive, and no answer gets back', odds: 0.0005 },
  'process-isolated': { what: 'no request of a process arrives', odds: 0.0005 },
  'processes-replaced': { what: 'a deployment replaces every process', everyDays: 8 },
  'definition-missing': { what: 'a process does not know a definition yet', odds: 0.02 },
  'old-head': { what: 'a request meets a process whose kept head is old' },
  'clock-ahead': { what: "a process's clock is up to five seconds ahead", odds: 0.1 },
  'clock-behind': { what: "a process's clock is up to five seconds behind", odds: 0.1 },
  'clock-set': { what: "a process's clock is set, back or forth", odds: 0.0003 },
  'sweep-frozen': { what: 'a sweep stands still between reading and writing', odds: 0.003 },
  'sweep-twice': { what: 'two sweeps run at once', odds: 0.02 },
  'sweep-missing': { what: 'nobody sweeps for an hour', everyDays: 6 },
  'reconcile-in-traffic': { what: 'the journal is reconciled while events come', everyDays: 8 },
  'reconcile-twice': { what: 'two reconciliations run at once', everyDays: 20 },
  'reconcile-redrives': { what: 'all that is awaited is handed on again', everyDays: 15 },
  'reconcile-rebuilds': { what: 'everything that was ever committed is handed on anew', everyDays: 20 },
  'receiver-slow': { what: 'a receiver takes half a minute', odds: 0.02 },
  'receiver-failing': { what: 'a receiver fails', odds: 0.08 },
  'receiver-refusing': { what: 'a receiver refuses for good', odds: 0.01 },
  'receiver-answer-lost': { what: 'a receiver does it, and fails', odds: 0.03 },
  'receiver-garbage': { what: 'a receiver answers what fits no schema', odds: 0.005 },
  'receiver-poisoned': { what: 'an effect fails in every try for up to hours', odds: 0.08 },
  'receivers-down': { what: 'every receiver fails for up to three hours', everyDays: 10 },
  'caller-twice-at-once': { what: 'a caller sends an event twice at once', odds: 0.04 },
  'caller-repeats-late': { what: 'a caller repeats an event after up to days', odds: 0.02 },
  'caller-retries': { what: 'a caller got no answer, and repeats' },
  'caller-gives-up': { what: 'a caller got no answer, and never asks again', odds: 0.3 },
  'two-senders': { what: 'two people send to one instance at once', odds: 0.06 },
  'caller-stale-revision': { what: 'a caller names a revision that is no longer the newest', odds: 0.02 },
  'caller-reuses-key': { what: 'a caller sends something else under a key', odds: 0.01 },
  'callers-share-key': { what: 'two callers use the same key, each for something of its own', odds: 0.01 },
  'caller-not-accepted': { what: 'a caller sends what is not accepted here', odds: 0.02 },
  'caller-invalid': { what: 'a caller sends what fits no schema', odds: 0.01 },
  'restore-journal': { what: 'the journal goes back to an earlier minute', everyDays: 25 },
  'restore-tables': { what: 'journal and projection go back to an earlier minute', everyDays: 30 },
  'restore-projection': { what: 'the projection goes back to an earlier minute', everyDays: 30 },
  'projection-lost': { what: 'the projection is lost as a whole', everyDays: 40 },
  'projection-item-lost': { what: 'an item of the projection is lost', everyDays: 8 },
} as const satisfies Record<string, FaultKind>;

export type FaultName = keyof typeof faultKinds;

export const faultNames = Object.keys(faultKinds) as readonly FaultName[];
