import type { Task, Token } from '../../../engine/entry.ts';
import { people } from '../fleet/staff.ts';
import type { Script } from '../processes/script.ts';
import type { Random } from '../random.ts';
import type { Timeline } from '../timeline.ts';
import type { Weather } from '../weather.ts';
import type { Requests, Told, Wanted } from './requests.ts';

/** What people do with the tasks of one instance. */
export interface Deeds {
  /** Somebody does something about one of these tasks, or about one that was there before. */
  about(tasks: readonly Task[]): Promise<Told>;
}

export interface DeedsOptions {
  readonly script: Script;
  readonly instance: string;
  readonly requests: Requests;
  readonly timeline: Pick<Timeline, 'pause'>;
  readonly weather: Weather;
  readonly random: Random;
  readonly nonce: () => number;
}

const MINUTE = 60_000;
/** Who gives tasks to others. */
const SUPERVISOR = 'dee';
/** Tasks that people remember. */
const REMEMBERED = 8;

export function createDeeds(options: DeedsOptions): Deeds {
  const { script, instance, requests, timeline, weather, random, nonce } = options;
  const { process, tasks: policies } = script.definition;
  let remembered: readonly Task[] = [];
  let last: Wanted | undefined;

  function ask(kind: Wanted['kind'], task: Token, person: string, body: object, who = person): Promise<Told> {
    const key = random.chance(0.85) ? `t-${nonce()}` : undefined;
    last = {
      ...{ kind, process, instance, key, who: { kind: 'caller', id: who } },
      body: body as Wanted['body'],
      task: { revision: task.revision, index: task.index, person },
    };
    return requests.send(last);
  }

  const claim = (task: Task, person: string) => ask('claim', task, person, { person });

  function complete(task: Task, person: string): Promise<Told> {
    const does = policies[task.state]?.does ?? [];
    const others = script.definition.eventTypes.filter((type) => !does.includes(type));
    const isOther = weather.strikes('caller-wrong-form') && others.length > 0;
    const type = isOther
      ? (others[nonce() % others.length] ?? '')
      : (does[random.chance(0.8) ? 0 : does.length - 1] ?? '');
    const form = isOther ? { type } : (script.form?.(random, type, nonce()) ?? { type });
    return ask(
      'send',
      task,
      person,
      weather.strikes('caller-bad-form') ? { ...form, n: 0, reason: 0 } : form,
    );
  }

  /** Two take it at once; whoever has it is not told. */
  async function rush(task: Task, person: string): Promise<Told> {
    const [told = 'unknown'] = await Promise.all(
      people.filter((one) => one === person || random.chance(0.5)).map((one) => claim(task, one)),
    );
    return told;
  }

  return {
    async about(tasks) {
      const late = remembered.filter((one) => !tasks.includes(one));
      remembered = [...remembered, ...tasks].slice(-REMEMBERED);
      const isLate = late.length > 0 && weather.strikes('caller-late-for-task');
      const [first, ...more] = isLate ? late : tasks;
      if (first === undefined) return 'unknown';
      const task = random.pick([first, ...more]);
      if (last?.task !== undefined && last.key !== undefined && weather.strikes('caller-reuses-key')) {
        // The same about another task is something else.
        const { revision, index } = task;
        return requests.send({ ...last, task: { ...last.task, revision, index }, reuses: true });
      }
      const other = random.pick(people);
      const isOther = task.person === undefined || weather.strikes('caller-has-it-not');
      const person = isOther ? other : (task.person ?? other);
      if (task.person === undefined && weather.strikes('callers-claim-at-once')) return rush(task, person);
      const kind = random.next();
      if (kind < 0.08) {
        return ask(
          'assign',
          task,
          other,
          { person: other, ...(random.chance(0.5) && { reason: 'ill' }) },
          SUPERVISOR,
        );
      }
      if (kind < 0.18) return ask('release', task, person, { person });
      if (task.person === undefined && kind < 0.6) return claim(task, person);
      // Whoever does it takes a while; meanwhile others may do something.
      await timeline.pause(random.spread(100, 2 * MINUTE));
      return complete(task, person);
    },
  };
}
