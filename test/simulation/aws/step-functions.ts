import { ExecutionAlreadyExists, ExecutionDoesNotExist, SFNServiceException } from '@aws-sdk/client-sfn';
import type { Delivery, Ledger } from '../ledger.ts';
import type { Random } from '../random.ts';
import type { Timeline } from '../timeline.ts';
import type { Weather } from '../weather.ts';

/** What an execution looks like from outside. */
export interface Seen {
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly output?: string;
  readonly error?: string;
}

/** Step Functions: executions that take their time and end in one way or another. A name is taken for good. */
export interface StepFunctions {
  /** Throws as Step Functions does where the name is taken. */
  start(arn: string, name: string, input: string, since: number): void;
  /** How it looks now, or so many milliseconds ago. Throws where there is, or was, none. */
  describe(execution: string, agoMs: number): Seen;
  stop(execution: string): void;
  /** Lets those of an instance go on that a person decides about, and that did not end well: somebody mended what was wrong. */
  redrive(instance: string): void;
  /** Until then it answers nobody. */
  downUntil: number;
}

export interface StepFunctionsOptions {
  /** By the name of a state machine: the effect that it is, and whether a person decides about what failed. */
  readonly machines: Readonly<Record<string, { readonly effect: string; readonly isHeld: boolean }>>;
  /** What comes of an effect. */
  readonly effects: Readonly<Record<string, (random: Random) => unknown>>;
  readonly timeline: Pick<Timeline, 'now' | 'after' | 'story' | 'mark'>;
  readonly weather: Weather;
  readonly random: Random;
  readonly ledger: Ledger;
}

interface Execution {
  readonly key: string;
  readonly machine: string;
  readonly input: string;
  readonly delivery: Delivery;
  /** What it looked like since when, oldest first. */
  readonly looks: { readonly at: number; readonly seen: Seen }[];
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const ARN = 'arn:aws:states:us-east-1:111122223333:stateMachine:';

/** The ARN of a simulated state machine. */
export function arnOf(machine: string): string {
  return `${ARN}${machine}`;
}

export function createStepFunctions(options: StepFunctionsOptions): StepFunctions {
  const { machines, effects, timeline, weather, random, ledger } = options;
  const executions = new Map<string, Execution>();

  function note({ key, machine }: Execution, what: string): void {
    timeline.mark(`${machine} ${key} ${what}`);
    timeline.story.note(key.split('/')[0], `the run ${machine} ${key} ${what}`);
  }

  function look(execution: Execution): Seen {
    return execution.looks.at(-1)?.seen ?? { status: 'RUNNING' };
  }

  function become(execution: Execution, seen: Seen): void {
    execution.looks.push({ at: timeline.now(), seen });
    note(execution, seen.status);
    if (seen.status !== 'RUNNING' && execution.delivery.overAt === undefined) {
      execution.delivery.overAt = timeline.now();
    }
  }

  function run(execution: Execution): void {
    const lasts = weather.strikes('run-slow')
      ? random.spread(20 * MINUTE, 20 * 60 * MINUTE)
      : random.spread(SECOND, 8 * MINUTE);
    const round = execution.looks.length;
    timeline.after(lasts, () => {
      // It was stopped, and perhaps begun again.
      if (execution.looks.length !== round) return false;
      end(execution);
      return false;
    });
  }

  function end(execution: Execution): void {
    const { delivery, machine } = execution;
    const { effect = '', isHeld = false } = machines[machine] ?? {};
    const failure = failureOf(isHeld);
    if (failure !== undefined) {
      delivery.codes.push(failure.code);
      become(execution, failure.seen);
      return;
    }
    const output = effects[effect]?.(random);
    delivery.outputs.push(output);
    delivery.answeredAt = timeline.now();
    become(execution, { status: 'SUCCEEDED', output: JSON.stringify(output) });
  }

  function failureOf(isHeld: boolean): { readonly code: string; readonly seen: Seen } | undefined {
    if (weather.strikes('run-failing')) {
      const error = random.pick(['Bank.Away', 'John Doe is away', undefined]);
      const code = error === 'Bank.Away' ? error : 'state-machine-failed';
      return { code, seen: { status: 'FAILED', ...(error !== undefined && { error }) } };
    }
    if (weather.strikes('run-timed-out')) return { code: 'timed-out', seen: { status: 'TIMED_OUT' } };
    if (weather.strikes('run-aborted')) return { code: 'state-machine-aborted', seen: { status: 'ABORTED' } };
    // What gave back something is over for good: whoever holds it waits in vain.
    if (!isHeld && weather.strikes('run-garbage')) {
      return { code: 'invalid-output', seen: { status: 'SUCCEEDED', output: '"garbage"' } };
    }
    return undefined;
  }

  function find(arn: string): Execution {
    const execution = executions.get(arn);
    if (execution === undefined) throw new ExecutionDoesNotExist({ message: arn, $metadata: {} });
    return execution;
  }

  const functions: StepFunctions = {
    downUntil: 0,
    start(arn, name, input, since) {
      const machine = arn.slice(ARN.length);
      const place = `${arn.replace(':stateMachine:', ':execution:')}:${name}`;
      const before = executions.get(place);
      if (before !== undefined) {
        if (look(before).status === 'RUNNING' && before.input === input) return;
        throw new ExecutionAlreadyExists({ message: name, $metadata: {} });
      }
      const key = name.replaceAll('-', '/');
      const { effect = machine } = machines[machine] ?? {};
      const at = timeline.now();
      const delivery = ledger.delivered({ key, effect, input: JSON.parse(input), at, since });
      const execution = { key, machine, input, delivery, looks: [] };
      executions.set(place, execution);
      become(execution, { status: 'RUNNING' });
      run(execution);
    },
    describe(arn, agoMs) {
      const execution = find(arn);
      const seen = execution.looks.findLast(({ at }) => at <= timeline.now() - agoMs)?.seen;
      if (seen === undefined) throw new ExecutionDoesNotExist({ message: arn, $metadata: {} });
      return seen;
    },
    stop(arn) {
      const execution = find(arn);
      if (look(execution).status !== 'RUNNING') {
        const name = 'ValidationException';
        throw new SFNServiceException({ name, message: 'Not running', $fault: 'client', $metadata: {} });
      }
      become(execution, { status: 'ABORTED', error: 'NoLongerAwaited' });
    },
    redrive(instance) {
      for (const execution of executions.values()) {
        const { key, machine } = execution;
        const { status } = look(execution);
        if (!key.startsWith(`${instance}/`) || machines[machine]?.isHeld !== true) continue;
        if (status === 'RUNNING' || status === 'SUCCEEDED') continue;
        become(execution, { status: 'RUNNING' });
        run(execution);
      }
    },
  };
  return functions;
}
