import type { TaskRequest } from '../../../engine/engine.ts';
import type { Entry } from '../../../engine/entry.ts';
import { DefinitionUnknown } from '../../../engine/errors.ts';
import { roleOf } from '../../../engine/role.ts';
import type { Answer, Handlers } from '../answer.ts';
import type { Call } from '../call.ts';
import type { ApiDeps } from '../deps.ts';
import { invalidBody, noSuch, Refusal } from '../problem.ts';
import { type Found, findTask } from './find.ts';
import type { TaskBody } from './outputs.ts';
import { taskOf, toTask } from './present.ts';

type Operation = 'getTask' | 'claimTask' | 'releaseTask' | 'assignTask' | 'completeTask';
type TaskCall = Pick<Call<'claimTask'>, 'path' | 'who' | 'actor' | 'key'>;

/** Reading tasks, and what people do to them. */
export function taskHandlers(deps: ApiDeps): Handlers<Operation> {
  const { engine, definitions, staff } = deps;

  async function find(id: string): Promise<Found> {
    const found = await findTask(deps, id);
    if (found === undefined) throw noSuch('task-not-found', 'task');
    return found;
  }

  async function show({ task, entry, open }: Omit<Found, 'instance' | 'token'>): Promise<Answer<TaskBody>> {
    return { status: 200, body: await toTask(definitions, entry, task, { now: deps.now(), open }) };
  }

  /** The task as an entry that follows it has it; where that closed it, as it was until then. */
  async function shownAt(entry: Entry, found: Found): Promise<Answer<TaskBody>> {
    const task = taskOf(entry, found.token);
    if (task !== undefined) return show({ task, entry, open: true });
    const before = await engine.at(found.instance, entry.revision - 1);
    const last = taskOf(before, found.token);
    return show(last === undefined ? { ...found, open: false } : { task: last, entry: before, open: false });
  }

  async function askedRole({ entry, task }: Found): Promise<string> {
    const { process, version } = entry;
    const definition = await definitions.get(process, version);
    if (definition === undefined) throw new DefinitionUnknown(process, version);
    return roleOf(definition, entry, task.state);
  }

  async function checkRole(person: string, found: Found): Promise<boolean> {
    const [one, role] = await Promise.all([staff.get(person), askedRole(found)]);
    if (one === undefined) return false;
    if (one.roles.includes(role)) return true;
    throw new Refusal('role-missing', `This is a task for the role ${role}, which the person does not have.`);
  }

  type Deed = Omit<TaskRequest, 'instance' | 'token' | 'who' | 'id'>;
  async function act(found: Found, { who, key }: TaskCall, deed: Deed): Promise<Answer<TaskBody>> {
    const { instance, token } = found;
    const id = key === undefined ? {} : { id: key };
    const { entry } = await engine.task({ instance, token, who, ...deed, ...id } as TaskRequest);
    return shownAt(entry, found);
  }

  return {
    getTask: async ({ path }) => show(await find(path.task)),

    async claimTask(call) {
      const person = actorOf(call);
      const found = await find(call.path.task);
      await checkRole(person, found);
      return act(found, call, { kind: 'claim', person });
    },

    async releaseTask(call) {
      const person = actorOf(call);
      return act(await find(call.path.task), call, { kind: 'release', person });
    },

    async assignTask(call) {
      const { person, reason } = call.body;
      const found = await find(call.path.task);
      if (!(await checkRole(person, found))) throw invalidBody('/person', 'names nobody who works here');
      return act(found, call, { kind: 'assign', person, ...(reason !== undefined && { reason }) });
    },

    async completeTask(call) {
      const person = actorOf(call);
      const { body: event, who, key } = call;
      const found = await find(call.path.task);
      await checkRole(person, found);
      const { instance, token } = found;
      const id = key === undefined ? {} : { id: key };
      const { entry } = await engine.send({ instance, event, who, task: { ...token, person }, ...id });
      return shownAt(entry, found);
    },
  };
}

function actorOf({ actor }: Pick<TaskCall, 'actor'>): string {
  if (actor === undefined) {
    throw new Refusal('actor-required', 'The header Baton-Actor must say which person does this.');
  }
  return actor;
}
