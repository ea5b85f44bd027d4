import type { Definition, Definitions } from '../../../engine/definition.ts';
import {
  type Answer as DecidedAnswer,
  type DecisionMade,
  type Entry,
  type Hold,
  keyOf,
  type Outgoing,
  type PendingEffect,
  type Timer,
} from '../../../engine/entry.ts';
import { DefinitionUnknown } from '../../../engine/errors.ts';
import { childId, taskId } from '../../../engine/ids.ts';
import { peek } from '../../../engine/kernel.ts';
import type { Parked, ProjectionItem } from '../../../engine/ports.ts';
import { type View, viewOf } from '../../../engine/view.ts';
import { rfc3339 } from '../rfc3339.ts';
import type { InstanceBody, TransitionBody } from './outputs.ts';

/**
 * An instance as callers see it after an entry; `parked` says why it is set aside, where it is. Throws
 * `DefinitionUnknown` where its version is not here.
 */
export async function toInstance(
  definitions: Definitions,
  entry: Entry,
  parked?: Parked,
): Promise<InstanceBody> {
  const definition = await pinned(definitions, entry);
  const { accepts, ...view } = viewOf(definition, entry);
  return {
    ...plainBody(entry, view, parked),
    children: childrenOf(entry, (src) => definition.children[src]?.process),
    accepts: toAccepts(definition, accepts),
  };
}

/** An instance that its definition cannot show, as far as it can be told: it accepts nothing for now. */
export function toStranger(entry: Entry, { key, customer, parked }: ProjectionItem): InstanceBody {
  const { value: state, ...rest } = peek(entry.snapshot);
  const view = { state, ...rest, ...(key && { key }), ...(customer && { customer }) };
  return plainBody(entry, view, parked);
}

function plainBody(entry: Entry, view: Omit<View, 'accepts' | 'leaves'>, parked?: Parked): InstanceBody {
  return {
    instance: entry.instance,
    process: entry.process,
    version: entry.version,
    key: view.key ?? null,
    customer: view.customer ?? null,
    owner: null,
    team: null,
    parent: entry.parent?.instance ?? null,
    children: childrenOf(entry, (src) => src),
    status: entry.status,
    state: view.state,
    context: view.context ?? null,
    output: view.output ?? null,
    error: view.error ?? null,
    incident: toIncident(entry.pending, parked),
    accepts: [],
    pending: entry.pending.map((effect) => toPending(entry.instance, effect)),
    timers: toTimers(entry.timers),
    tasks: entry.tasks.map((task) => ({
      ...{ task: taskId(entry.instance, task), state: task.state, person: task.person ?? null },
    })),
    revision: entry.revision,
    createdAt: rfc3339(entry.createdAt),
    updatedAt: rfc3339(entry.recordedAt ?? entry.at),
  };
}

/** One journal entry as callers see it. Throws `DefinitionUnknown` where its version is not here. */
export async function toTransition(definitions: Definitions, entry: Entry): Promise<TransitionBody> {
  const { instance, event } = entry;
  const { state } = viewOf(await pinned(definitions, entry), entry);
  return {
    revision: entry.revision,
    kind: entry.kind,
    version: entry.version,
    at: rfc3339(entry.at),
    recordedAt: rfc3339(entry.recordedAt ?? entry.at),
    event: {
      type: event.type,
      id: event.id ?? null,
      payload: { ...event.payload },
      who: event.who,
      key: event.token === undefined ? null : keyOf(placeOf(entry), event.token),
    },
    status: entry.status,
    state,
    effects: entry.effects.map((effect) => ({
      effect: effect.src,
      id: effect.id,
      key: keyOf(instance, effect),
      input: effect.input ?? null,
    })),
    inline: entry.inline.map(({ src, id, output = null, error = null }) => ({
      actor: src,
      id,
      output,
      error,
    })),
    messages: entry.messages.map((message) => toMessage(entry, message)),
    emitted: entry.emitted.map((event) => ({ ...event })),
    references: (entry.references ?? []).map((reference) => ({ ...reference })),
    decisions: (entry.decisions ?? []).map(toDecision),
    previous: entry.previous,
    hash: entry.hash,
  };
}

/** A decision as it was made. */
export function toDecision({
  challenger,
  shadow,
  ...made
}: DecisionMade): TransitionBody['decisions'][number] {
  return {
    ...{ decision: made.decision, version: made.version, challenger: challenger === true },
    ...{ facts: { ...made.facts }, ...toAnswer(made) },
    shadow: shadow === undefined ? null : { version: shadow.version, ...toAnswer(shadow) },
  };
}

function toAnswer({ rules, output, fault }: DecidedAnswer) {
  return { rules: [...rules], output: output ?? null, fault: fault === undefined ? null : { ...fault } };
}

/** In whose journal the token of an entry's event stands: a message's in that of its sender. */
function placeOf({ instance, kind, event: { who } }: Entry): string {
  return who.kind === 'instance' && kind !== 'result' ? who.id : instance;
}

function toMessage(entry: Entry, message: Outgoing): TransitionBody['messages'][number] {
  const to = 'to' in message ? message.to : message.kind === 'start' ? message : 'parent';
  return {
    kind: message.kind,
    to: to === 'parent' ? (entry.parent?.instance ?? '') : childId(entry.instance, to),
    event: message.kind === 'event' ? message.event.type : null,
  };
}

async function pinned(definitions: Definitions, { process, version }: Entry): Promise<Definition> {
  const definition = await definitions.get(process, version);
  if (definition === undefined) throw new DefinitionUnknown(process, version);
  return definition;
}

function toAccepts(definition: Definition, types: readonly string[]): InstanceBody['accepts'] {
  if (types.length === 0) return [];
  const { events } = definition.jsonSchemas();
  return types.map((type) => ({ type, schema: events[type] ?? {} }));
}

function toHold(held: Hold): { code: string; since: string; attempts: number } {
  return { code: held.code, since: rfc3339(held.at), attempts: held.attempts };
}

function childrenOf(entry: Entry, processOf: (src: string) => string | undefined): InstanceBody['children'] {
  const alive = entry.children.filter(({ stopped }) => !stopped);
  return alive.map((child) => ({
    id: child.id,
    process: processOf(child.src) ?? child.src,
    instance: childId(entry.instance, child),
  }));
}

/** What keeps the whole instance comes before what keeps one effect. */
function toIncident(pending: readonly PendingEffect[], parked?: Parked): InstanceBody['incident'] {
  if (parked !== undefined) {
    return { effect: null, code: parked.code, since: rfc3339(parked.at), attempts: parked.tries };
  }
  for (const { src, held } of pending) {
    if (held !== undefined) return { effect: src, ...toHold(held) };
  }
  return null;
}

function toPending(instance: string, effect: PendingEffect): InstanceBody['pending'][number] {
  return {
    effect: effect.src,
    id: effect.id,
    key: keyOf(instance, effect),
    deadline: rfc3339(effect.deadlineAt),
    held: effect.held === undefined ? null : toHold(effect.held),
  };
}

function toTimers(timers: readonly Timer[]): InstanceBody['timers'] {
  return timers
    .toSorted((a, b) => a.dueAt - b.dueAt)
    .map((timer) => ({ event: timer.event.type, due: rfc3339(timer.dueAt) }));
}
