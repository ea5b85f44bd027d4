import type { Random } from '../random.ts';
import type { Timeline } from '../timeline.ts';
import type { Weather } from '../weather.ts';
import { createProcess, type Process, type ProcessKind } from './process.ts';

/** What an invocation came to: a value, what it threw, or nothing because its process died. */
export type Ran<T> = { readonly value: T } | { readonly error: unknown } | 'died';

/** The processes of one function: as many as are needed at once, kept warm, replaced when they die. */
export interface Pool<Parts> {
  run<T>(work: (parts: Parts, process: Process) => Promise<T>): Promise<Ran<T>>;
  /** Ends every process, whatever it is doing. */
  replace(): void;
}

export interface PoolOptions<Parts> {
  readonly kind: ProcessKind;
  readonly timeline: Timeline;
  readonly weather: Weather;
  readonly random: (name: string) => Random;
  /** What a process is made of: its engine, its clients, what it keeps in memory. */
  readonly equip: (process: Process, random: Random) => Parts;
  /** How many invocations share a process. */
  readonly shared: number;
  readonly timeoutMs: number;
}

interface Member<Parts> {
  readonly process: Process;
  readonly parts: Parts;
  running: number;
}

export function createPool<Parts>(options: PoolOptions<Parts>): Pool<Parts> {
  const { kind, timeline, weather, equip, shared, timeoutMs } = options;
  const choice = options.random(`${kind} pool`);
  let members: Member<Parts>[] = [];
  let number = 0;

  function member(): Member<Parts> {
    members = members.filter(({ process }) => process.isAlive());
    const [first, ...others] = members.filter(({ running }) => running < shared);
    if (first !== undefined) return choice.pick([first, ...others]);
    const name = `${kind}-${++number}`;
    const random = options.random(name);
    const process = createProcess(name, kind, { timeline, weather, random });
    const fresh = { process, parts: equip(process, random), running: 0 };
    members.push(fresh);
    return fresh;
  }

  return {
    run<T>(work: (parts: Parts, process: Process) => Promise<T>) {
      const one = member();
      one.running += 1;
      one.process.invokedAt = timeline.now();
      return new Promise<Ran<T>>((resolve) => {
        let isOver = false;
        const end = (ran: Ran<T>) => {
          if (isOver) return;
          isOver = true;
          one.running -= 1;
          silence();
          resolve(ran);
        };
        const silence = one.process.whenDead(() => end('died'));
        timeline.after(timeoutMs, () => {
          if (isOver) return false;
          weather.count('function-timeout');
          return one.process.die();
        });
        work(one.parts, one.process).then(
          (value) => one.process.isAlive() && end({ value }),
          (error: unknown) => one.process.isAlive() && end({ error }),
        );
      });
    },
    replace() {
      for (const { process } of members) process.die();
    },
  };
}
