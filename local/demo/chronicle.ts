import { bundledRules } from '../../functions/enrolment/bundled.ts';
import type { Catalogue } from './catalogue.ts';
import type { Client, Instance, Message, Task, Transition } from './client.ts';
import type { Span, Text, Voice } from './voice.ts';

export interface ChronicleOptions {
  readonly client: Client;
  readonly voice: Voice;
  readonly catalogue: Catalogue;
  /** Who works here: names by id. */
  readonly staff: ReadonlyMap<string, string>;
}

/** Something to tell, at its time; `rank` orders what happened at one moment. */
interface News {
  readonly at: string;
  readonly rank: number;
  tell(): void;
}

/** What people and the engine do to an instance that is worth telling; tasks that find their people are told otherwise. */
const CONTROLS = ['hold', 'retry'];

export type Chronicle = ReturnType<typeof createChronicle>;

/** Tells what happened to customers since it was last asked: from journals, letters and open tasks. */
export function createChronicle({ client, voice, catalogue, staff }: ChronicleOptions) {
  /** Up to which revision each instance was told, and where it stood then. */
  const told = new Map<string, { readonly revision: number; readonly places: ReadonlyMap<string, Text> }>();
  const known = new Set<string>();
  const { pick, print } = voice;
  const colon = pick({ en: ': ', zh: '：' });

  /** The one who did it, where it was one of the staff. */
  const doer = (id: string) => (staff.has(id) ? ` (${staff.get(id)})` : '');

  function happening(process: string, { kind, event }: Transition): string {
    const { type, who } = event;
    if (type === 'xstate.init') return pick({ en: 'begins', zh: '开始' });
    const delay = /^xstate\.after\.([A-Za-z]+)\./.exec(type)?.[1];
    if (delay !== undefined) return `${pick({ en: 'time has come', zh: '到时' })}${delayed(process, delay)}`;
    const outcome = /^xstate\.(done|error)\.actor\.(.+)$/.exec(type);
    if (outcome !== null) {
      const [, how, actor = ''] = outcome;
      const child = catalogue.has(actor) ? pick(catalogue.process(actor)) : undefined;
      if (child === undefined)
        return how === 'done' ? pick({ en: 'done', zh: '已完成' }) : pick({ en: 'failed', zh: '失败' });
      return how === 'done'
        ? pick({ en: `${child} has ended`, zh: `${child}已结束` })
        : pick({ en: `${child} has failed`, zh: `${child}失败` });
    }
    const code = typeof event.payload.code === 'string' ? ` (${event.payload.code})` : '';
    if (kind === 'control') {
      return `${type === 'retry' ? pick({ en: 'tried again', zh: '重试' }) : pick({ en: 'held for a person', zh: '挂起，等待人工' })}${code}`;
    }
    const title = catalogue.event(process, type);
    return `${title === undefined ? type : pick(title)}${doer(who.id)}`;
  }

  /** Whether it is the end of an instance that this one started, which is told first. */
  const isOfChild = ({ event }: Transition) =>
    catalogue.has(/^xstate\.(?:done|error)\.actor\.(.+)$/.exec(event.type)?.[1] ?? '');

  /** What a delay is for, where a setting of its name says so. */
  function delayed(process: string, delay: string): string {
    const title = catalogue.setting(process, delay);
    if (title === undefined) return '';
    const span = catalogue.set<Span>(process, delay);
    const said = span === undefined ? '' : voice.span(span);
    return pick({ en: `: ${title.en} ${said}`.trimEnd(), zh: `：${title.zh} ${said}`.trimEnd() });
  }

  function tellOf(one: Instance, transition: Transition, before: ReadonlyMap<string, Text>): News[] {
    const { process } = one;
    const places = catalogue.places(process, transition.state);
    if (transition.kind === 'control' && !CONTROLS.includes(transition.event.type)) return [];
    const entered = [...places].flatMap(([path, title]) =>
      before.has(path) || title.en === 'None' ? [] : [pick(title)],
    );
    const emitted = transition.emitted.map(({ type }) => type);
    const toTeams = transition.effects.flatMap(({ input }) =>
      input?.about === undefined || input.to === 'customer' ? [] : [`${input.to}: ${process}-${input.about}`],
    );
    const isOutcome = transition.kind === 'result' && entered.length === 0;
    if (isOutcome && emitted.length + toTeams.length === 0) return [];
    const to = entered.length > 0 ? ` → ${voice.join([...new Set(entered)])}` : '';
    const what = happening(process, transition);
    return [
      {
        at: transition.at,
        rank: process === 'customer' ? 2 : isOfChild(transition) ? 1 : 0,
        tell() {
          print(`  ${voice.time(transition.at)}  ${pick(catalogue.process(process))}${colon}${what}${to}`);
          for (const type of emitted) print(`      ${pick({ en: 'announces', zh: '宣布' })} ${type}`);
          for (const about of toTeams) print(`      ${pick({ en: 'letter to', zh: '邮件' })} ${about}`);
          for (const type of emitted) for (const rule of rulesOn(type)) print(`      ${rule}`);
        },
      },
    ];
  }

  /** The rules that this makes start something. */
  function rulesOn(type: string): string[] {
    return Object.values(bundledRules)
      .filter(
        ({ on, active, process }) =>
          active && process !== 'customer' && 'events' in on && on.events.includes(type),
      )
      .map(({ title }) => `${pick({ en: 'rule', zh: '规则' })}${colon}${pick(title)}`);
  }

  async function newsOf(one: Instance): Promise<News[]> {
    const { revision, places } = told.get(one.instance) ?? { revision: 0, places: new Map() };
    if (one.revision <= revision) return [];
    const journal = await client.journal(one.instance);
    let before: ReadonlyMap<string, Text> = places;
    const news = journal.flatMap((transition) => {
      if (transition.revision <= revision) return [];
      const found = tellOf(one, transition, before);
      before = catalogue.places(one.process, transition.state);
      return found;
    });
    told.set(one.instance, { revision: one.revision, places: before });
    return news;
  }

  function letterOf({ title, createdAt }: Message): News {
    const said = { en: `letter to the customer: “${title}”`, zh: `致客户邮件：《${title}》` };
    return { at: createdAt, rank: 3, tell: () => print(`      ${pick(said)}`) };
  }

  function taskOf({ title, role, person, dueAt }: Task): void {
    const whose =
      person === null
        ? pick({ en: `anyone of ${role}`, zh: `${role} 任一人` })
        : (staff.get(person) ?? person);
    const due =
      dueAt === null ? '' : pick({ en: `, due ${voice.time(dueAt)}`, zh: `，截止 ${voice.time(dueAt)}` });
    print(`      ${pick({ en: 'task', zh: '任务' })}${colon}${pick(title)} — ${whose} (${role})${due}`);
  }

  function fresh<T>(items: readonly T[], idOf: (item: T) => string): T[] {
    const news = items.filter((item) => !known.has(idOf(item)));
    for (const item of news) known.add(idOf(item));
    return news;
  }

  const instancesOf = async (customer: string) =>
    (await client.all<Instance>(`/instances?customer=${customer}`)).sort((a, b) =>
      a.createdAt < b.createdAt ? -1 : 1,
    );

  return {
    /** What happened to these customers. */
    async show(customers: readonly string[]): Promise<void> {
      await client.pass(0);
      const news: News[] = [];
      const open: string[] = [];
      for (const customer of customers) {
        for (const one of await instancesOf(customer)) {
          news.push(...(await newsOf(one)));
          open.push(...one.tasks.map(({ task }) => task));
        }
        const messages = await client.all<Message>(`/messages?customer=${customer}`);
        const sent = messages.filter(({ direction }) => direction === 'out');
        news.push(...fresh(sent, ({ message }) => message).map(letterOf));
      }
      news.sort((a, b) => (a.at === b.at ? a.rank - b.rank : a.at < b.at ? -1 : 1));
      for (const one of news) one.tell();
      for (const task of fresh(open, (id) => id)) taskOf(await client.get<Task>(`/tasks/${task}`));
    },
    /** What happened to one instance that is no customer's. */
    async showOne(id: string): Promise<void> {
      await client.pass(0);
      const one = await client.instance(id);
      for (const news of await newsOf(one)) news.tell();
      const open = one.tasks.map(({ task }) => task);
      for (const task of fresh(open, (each) => each)) taskOf(await client.get<Task>(`/tasks/${task}`));
    },
    /** An open task of a customer that an event of this type completes. */
    async task(customer: string, type: string): Promise<Task> {
      for (const one of await instancesOf(customer)) {
        for (const { task } of one.tasks) {
          const found = await client.get<Task>(`/tasks/${task}`);
          if (found.forms.some((form) => form.type === type)) return found;
        }
      }
      throw new Error(`No task of ${customer} is completed by ${type}.`);
    },
  };
}
