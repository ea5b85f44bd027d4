import type { AnyActorRef, AnyEventObject } from 'xstate';
import type { Definition, Inline } from './definition.ts';
import {
  type Child,
  type EffectRequest,
  type InlineOutcome,
  type Outgoing,
  type PendingEffect,
  type Recipient,
  sameToken,
  type Task,
  type Timer,
  type Token,
  type Told,
  tokenOf,
} from './entry.ts';
import { stringify } from './json.ts';
import { PARENT, tokenOfActor } from './kernel.ts';
import { type Action, UndurableStep } from './machine-actions.ts';
import { codeOf, done, failed } from './outcomes.ts';
import type { Reader } from './references.ts';

/** Where and when a step happens. */
export interface Moment {
  readonly instance: string;
  readonly revision: number;
  readonly commit: string;
  /** Epoch milliseconds at which it takes effect: delays count from here. */
  readonly at: number;
  /** Epoch milliseconds of the commit: deadlines of effects count from here. */
  readonly now: number;
  readonly inline: Readonly<Record<string, Inline>>;
  readonly reader: Reader;
  /** Whether another instance started this one, and whether that one wants to hear of every commit. */
  readonly parent: 'none' | 'there' | 'listening';
}

/** What is armed, awaited and alive. */
export interface Waiting {
  readonly timers: readonly Timer[];
  readonly pending: readonly PendingEffect[];
  readonly children: readonly Child[];
  readonly tasks: readonly Task[];
}

/** What the machine wrote with `log`. */
export interface Logged {
  readonly label?: string;
  readonly value: unknown;
}

/** The last millisecond that a date can name. */
const LATEST = 8.64e15;
/** Children that may be alive at once: their names alone come to some 40 KB in every entry. */
const MOST_CHILDREN = 1000;
/** Characters of a commit's id that tell its effects from those of another commit under the same revision. */
const MARK = 6;

/** What a commit gathers while it is made. */
export interface Work {
  timers: Timer[];
  pending: PendingEffect[];
  children: Child[];
  tasks: readonly Task[];
  closed: readonly Token[];
  readonly effects: EffectRequest[];
  readonly inline: InlineOutcome[];
  messages: readonly Outgoing[];
  emitted: readonly Told[];
  logged: readonly Logged[];
  readonly queue: AnyEventObject[];
  readonly causes: unknown[];
  /** Effects and children that this commit began. */
  readonly started: Map<AnyActorRef, Token>;
  index: number;
}

function nextToken(work: Work, { revision }: Moment): Token {
  return { revision, index: work.index++ };
}

/** An instance that has ended awaits nothing, stops its children and tells its parent. */
export function end(work: Work, moment: Moment): void {
  work.timers = [];
  work.pending = [];
  for (const child of work.children) stopChild(work, child, moment);
  work.children = [];
  closeTasks(work, moment, () => true);
  if (moment.parent !== 'none') tell(work, moment, 'end');
}

/** The parent hears what this entry holds. */
export function tell(work: Work, moment: Moment, kind: 'snapshot' | 'end'): void {
  work.messages = [...work.messages, { kind, ...nextToken(work, moment) }];
}

export function apply(definition: Definition, actions: readonly Action[], work: Work, moment: Moment): void {
  const stopped = new Set(actions.flatMap((action) => (action.type === 'stop' ? [action.ref] : [])));
  for (const action of actions) {
    switch (action.type) {
      case 'send':
        send(action, work, moment);
        break;
      case 'cancel':
        work.timers = work.timers.filter((timer) => !(timer.cancellable && timer.id === action.id));
        break;
      case 'stop':
        stop(action.ref, work, moment);
        break;
      case 'spawn':
        // Stopped within the same step: XState never starts it.
        if (!stopped.has(action.ref)) spawn(definition, action, work, moment);
        break;
      case 'open':
        openTask(definition, action, work, moment);
        break;
      case 'close':
        closeTasks(work, moment, ({ state }) => state === action.state);
        break;
      case 'emit':
        stringify(action.event);
        work.emitted = [...work.emitted, action.event];
        break;
      case 'log':
        work.logged = [...work.logged, logOf(action)];
        break;
    }
  }
}

function openTask(
  { tasks }: Definition,
  { state, due }: Extract<Action, { type: 'open' }>,
  work: Work,
  moment: Moment,
): void {
  const { assign = 'claim' } = tasks[state] ?? {};
  const dueAt = typeof due === 'number' ? { dueAt: moment.at + Math.ceil(due) } : {};
  const task = { ...nextToken(work, moment), state, openedAt: moment.at, ...dueAt, assign };
  work.tasks = [...work.tasks, task];
}

/** One that this commit opened as well was never there. */
function closeTasks(work: Work, { revision }: Moment, which: (task: Task) => boolean): void {
  const over = work.tasks.filter(which);
  work.tasks = work.tasks.filter((task) => !which(task));
  work.closed = [...work.closed, ...over.filter((task) => task.revision !== revision).map(tokenOf)];
}

/** An event to the machine itself, its parent or a child. One to an actor that has ended reaches nobody, as in XState. */
function send(action: Extract<Action, { type: 'send' }>, work: Work, moment: Moment): void {
  const { event, delay } = action;
  stringify(event);
  const to = action.to === undefined ? 'self' : recipientOf(action.to, work);
  if (delay !== undefined) arm(action, to, delay, work, moment);
  else if (to === 'self') work.queue.push(event);
  else if (to !== undefined) {
    work.messages = [...work.messages, { kind: 'event', ...nextToken(work, moment), to, event }];
  }
}

function logOf({ label, value }: Extract<Action, { type: 'log' }>): Logged {
  return label === undefined ? { value } : { label, value };
}

function recipientOf(ref: AnyActorRef, work: Work): Recipient | undefined {
  if (ref === PARENT) return 'parent';
  const token = work.started.get(ref) ?? tokenOfActor(ref);
  const child = token && work.children.find((one) => !one.stopped && sameToken(one, token));
  return child && tokenOf(child);
}

function arm(
  { id, event }: Extract<Action, { type: 'send' }>,
  to: Recipient | 'self' | undefined,
  delay: number,
  work: Work,
  moment: Moment,
): void {
  const dueAt = moment.at + Math.ceil(delay);
  if (dueAt > LATEST) throw new RangeError(`The timer ${event.type} is due beyond the end of dates.`);
  if (id !== undefined) work.timers = release(work.timers, id);
  if (to === undefined) return;
  work.timers.push({
    ...nextToken(work, moment),
    ...(id === undefined ? {} : { id, cancellable: true }),
    event,
    ...(to === 'self' ? {} : { to }),
    dueAt,
  });
}

/** Under one id only the newest timer can be cancelled; the others still fire (as XState's scheduler does). */
export function release(timers: readonly Timer[], id: string): Timer[] {
  return timers.map((timer) => {
    if (timer.id !== id || !timer.cancellable) return timer;
    const { cancellable: _, ...rest } = timer;
    return rest;
  });
}

function stop(ref: AnyActorRef, work: Work, moment: Moment): void {
  const token = work.started.get(ref) ?? tokenOfActor(ref);
  if (token === undefined) return;
  work.pending = work.pending.filter((effect) => !sameToken(effect, token));
  const child = work.children.find((one) => !one.stopped && sameToken(one, token));
  if (child !== undefined) stopChild(work, child, moment);
}

/** A child of this very commit is never started: nothing of it leaves. Any other is kept until it has stopped. */
function stopChild(work: Work, child: Child, moment: Moment): void {
  const to = tokenOf(child);
  if (child.revision === moment.revision) {
    work.children = work.children.filter((one) => one !== child);
    work.messages = work.messages.filter((message) => !concerns(message, child));
  } else if (!child.stopped) {
    work.children = work.children.map((one) => (one === child ? { ...child, stopped: true } : one));
    work.messages = [...work.messages, { kind: 'stop', ...nextToken(work, moment), to }];
  }
}

function concerns(message: Outgoing, child: Token): boolean {
  if (message.kind === 'start') return sameToken(message, child);
  return 'to' in message && message.to !== 'parent' && sameToken(message.to, child);
}

function spawn(
  definition: Definition,
  action: Extract<Action, { type: 'spawn' }>,
  work: Work,
  moment: Moment,
): void {
  const { id, src, input, ref } = action;
  const living = [...work.pending, ...work.children.filter(({ stopped }) => !stopped)];
  if (living.some((one) => one.id === id))
    throw new UndurableStep(`the actor ${id} is still alive; stop it first, or use another id`);
  const policy = definition.effects[src];
  if (policy !== undefined) {
    stringify(input);
    const token = { ...nextToken(work, moment), mark: moment.commit.slice(0, MARK) };
    work.effects.push({ ...token, id, src, ...(input === undefined ? {} : { input }) });
    work.pending.push({ ...token, id, src, deadlineAt: moment.now + policy.deadline });
    work.started.set(ref, token);
    return;
  }
  if (definition.children[src] === undefined) decide(definition, action, work, moment);
  else startChild(action, work, moment);
}

/** An inline actor: its result is the machine's next event. */
function decide(
  definition: Definition,
  { id, src, input }: Extract<Action, { type: 'spawn' }>,
  work: Work,
  moment: Moment,
): void {
  const outcome = compute(definition, src, input, work, moment);
  work.inline.push({ id, src, ...outcome });
  work.queue.push('error' in outcome ? failed(id, outcome.error) : done(id, outcome.output));
}

function startChild(action: Extract<Action, { type: 'spawn' }>, work: Work, moment: Moment): void {
  const { id, src, input, ref, sync } = action;
  stringify(input);
  if (work.children.length >= MOST_CHILDREN)
    throw new UndurableStep(`more than ${MOST_CHILDREN} children are alive; wait for some of them first`);
  const token = nextToken(work, moment);
  work.children.push({ ...token, id, src });
  work.started.set(ref, token);
  const wish = { ...(input === undefined ? {} : { input }), ...(sync ? { sync } : {}) };
  work.messages = [...work.messages, { kind: 'start', ...token, id, src, ...wish }];
}

function compute(
  definition: Definition,
  src: string,
  input: unknown,
  work: Work,
  { instance, at, reader, inline }: Moment,
): { output: unknown } | { error: unknown } {
  const implementation = inline[src] ?? definition.inline[src];
  try {
    if (implementation === undefined) throw new Error(`There is no inline actor ${src}.`);
    const output = implementation(input as never, {
      ...{ instance, at },
      ...{ reference: reader.read, find: reader.find },
      decide: (decision, facts) => reader.decide(decision, facts, { instance, at }),
    });
    stringify(output);
    return { output };
  } catch (cause) {
    work.causes.push(cause);
    return { error: { code: codeOf(cause) } };
  }
}

/** What an instance that is stopped tells its children and its parent, in order. */
export function lastWords(children: readonly Child[], revision: number): Outgoing[] {
  const living = children.filter(({ stopped }) => !stopped);
  return [
    ...living.map((child, index) => ({ kind: 'stop', revision, index, to: tokenOf(child) }) as const),
    { kind: 'end', revision, index: living.length },
  ];
}
