import type { TableName } from '../adapters/tables.ts';

/** What a function may do to tables and other resources: the least that it needs. */
export type Needs = { readonly [Table in TableName]?: 'read' | 'write' | 'remove' } & {
  readonly queue?: 'send';
  readonly mail?: 'send';
  readonly sms?: 'send';
  /** What it sends holds links to the API. */
  readonly links?: 'sign';
  /** Starting and watching runs of jobs. */
  readonly jobRuns?: 'start';
  readonly stateMachines?: 'run';
  /** `remove` without reading or writing; `clear` what is found by the beginning of its name. */
  readonly files?: 'write' | 'remove' | 'clear';
};

/** What starts a function. */
export type Trigger =
  | { readonly on: 'http' }
  | { readonly on: 'stream'; readonly batch: number; readonly windowSeconds: number }
  | { readonly on: 'queue'; readonly batch: number }
  | { readonly on: 'schedule'; readonly everyMinutes: number }
  /** The steps of imports, exports and bulk actions. */
  | { readonly on: 'jobs' }
  | {
      readonly on: 'segments';
      readonly purpose: string;
      readonly segments: number;
      /** Absent where it is started by hand alone. */
      readonly everyMinutes?: number;
    };

export interface FunctionSpec {
  readonly trigger: Trigger;
  readonly needs: Needs;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
}

/** Every function, what starts it and what it may touch. Infrastructure and the local runtime loop over this. */
export const functions = {
  api: {
    trigger: { on: 'http' },
    needs: {
      ...{ journal: 'write', projection: 'read', tasks: 'read' },
      ...{ records: 'write', listings: 'write', lookups: 'write', timeline: 'write', keys: 'write' },
      ...{ files: 'write', queue: 'send', jobs: 'read', jobRuns: 'start' },
    },
    memoryMb: 512,
    timeoutSeconds: 29,
  },
  relay: {
    trigger: { on: 'stream', batch: 100, windowSeconds: 0 },
    needs: {
      ...{ journal: 'write', projection: 'write', tasks: 'write' },
      // The rules of enrolment are among the records.
      ...{ records: 'read', listings: 'read', timeline: 'write', queue: 'send' },
    },
    memoryMb: 512,
    timeoutSeconds: 60,
  },
  perform: {
    // One at a time: an effect that kills its handler takes no other with it.
    trigger: { on: 'queue', batch: 1 },
    needs: {
      // What is mailed to customers is kept as a message.
      ...{ journal: 'write', projection: 'write', tasks: 'write', records: 'write', listings: 'write' },
      // Who is there is looked up under a key that whoever comes first makes.
      ...{ lookups: 'read', timeline: 'write', keys: 'write' },
      // A place for each contact is taken before it is made.
      ...{ contacts: 'write', queue: 'send', mail: 'send', sms: 'send', links: 'sign' },
      // A campaign enrols its segment by a job.
      ...{ jobRuns: 'start', stateMachines: 'run' },
    },
    memoryMb: 512,
    timeoutSeconds: 60,
  },
  sweep: {
    trigger: { on: 'schedule', everyMinutes: 1 },
    needs: { journal: 'read', projection: 'write', queue: 'send' },
    memoryMb: 512,
    timeoutSeconds: 55,
  },
  reconcile: {
    trigger: {
      on: 'segments',
      purpose: 'making the projection equal to the journal, and listings to records',
      segments: 16,
      everyMinutes: 1440,
    },
    needs: {
      // Changes of records that nobody was told of are events for instances.
      ...{ journal: 'write', projection: 'write' },
      // Members of a segment are looked up under a key that whoever comes first makes.
      ...{ records: 'write', listings: 'write', lookups: 'write', timeline: 'write', keys: 'write' },
      ...{ files: 'remove', queue: 'send', jobRuns: 'start' },
    },
    memoryMb: 512,
    timeoutSeconds: 300,
  },
  retire: {
    trigger: {
      on: 'segments',
      purpose: 'removing what is older than its retention rule',
      segments: 16,
      everyMinutes: 1440,
    },
    needs: {
      // Nobody else may delete from the journal, and this function may not write to it.
      ...{ journal: 'remove', projection: 'remove', tasks: 'remove', records: 'remove' },
      ...{
        listings: 'write',
        lookups: 'write',
        timeline: 'write',
        files: 'clear',
        jobs: 'remove',
        contacts: 'remove',
      },
    },
    memoryMb: 512,
    timeoutSeconds: 300,
  },
  migrate: {
    trigger: { on: 'segments', purpose: 'moving instances to the newest version', segments: 16 },
    needs: { journal: 'write', records: 'read' },
    memoryMb: 512,
    timeoutSeconds: 300,
  },
  jobs: {
    trigger: { on: 'jobs' },
    needs: {
      ...{ journal: 'write', projection: 'read', jobs: 'write' },
      ...{ records: 'write', listings: 'write', lookups: 'write', timeline: 'write', keys: 'write' },
      files: 'write',
    },
    memoryMb: 1024,
    timeoutSeconds: 300,
  },
} as const satisfies Record<string, FunctionSpec>;

export type FunctionName = keyof typeof functions;
