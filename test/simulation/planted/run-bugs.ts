import type { Bug } from './bug.ts';

/** Mistakes with state machines as actors. */
export const runBugs: readonly Bug[] = [
  {
    name: 'take what goes on for a failure',
    file: 'engine/perform.ts',
    find: 'if (goesOn) return runs.askAgain(message, policy);',
    replace: '',
    why: 'a run that takes longer than its tries has failed',
  },
  {
    name: 'look once',
    file: 'engine/state-machines.ts',
    find: 'if (isAskedAnew(policy, waited)) return;',
    replace: 'if (policy.attempts > 0) return;',
    why: 'nobody asks for the end of a run until the sweep does',
    climate: 'haste',
  },
  {
    name: 'leave runs to themselves',
    file: 'engine/state-machines.ts',
    find: 'if (message.waited === undefined) return;',
    replace: 'if (message.attempt > 0) return;',
    why: 'what nobody waits for any more goes on',
    climate: 'haste',
  },
  {
    name: 'stop what a person decides about',
    file: 'engine/state-machines.ts',
    find: 'head.pending.some((one) => sameToken(one, message))',
    replace: 'head.revision < 0',
    why: 'a run that is held is ended, and a retry finds nothing to wait for',
  },
  {
    name: 'name runs anew',
    file: 'adapters/state-machines-sfn.ts',
    find: 'stateMachineArn, executionName(key), input',
    replace: "stateMachineArn, [executionName(key), process.hrtime.bigint()].join('-'), input",
    why: 'two who begin a run at once begin two',
  },
  {
    name: 'take silence for the end of a run',
    file: 'adapters/state-machines-sfn.ts',
    find: 'return new StillRunning({ cause: error });',
    replace: "return new EffectFailed('state-machine-failed', true);",
    why: 'a run whose end nobody has heard of has failed',
  },
];
