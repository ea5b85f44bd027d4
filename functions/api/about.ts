import type { Way } from '../../adapters/ports/records.ts';
import type { Entry } from '../../engine/entry.ts';
import { InstanceNotFound } from '../../engine/errors.ts';
import { taskId } from '../../engine/ids.ts';
import { whereaboutsOf } from '../../engine/view.ts';
import type { About } from './about-fields.ts';
import type { ApiDeps } from './deps.ts';
import { invalidBody } from './problem.ts';
import { findTask } from './tasks/find.ts';

type Deps = Pick<ApiDeps, 'customers' | 'engine' | 'definitions'>;

/** Where something about `about` belongs, and whose key seals it. Throws a `Refusal` where there is no such thing. */
export async function placeOf(
  deps: Deps,
  about: About,
): Promise<{ readonly about: string; readonly subject: string }> {
  if ('customer' in about) {
    const customer = await deps.customers.get(about.customer);
    if (customer === undefined) throw invalidBody('/about/customer', 'names no customer');
    const place = `customer/${customer.id}`;
    return { about: place, subject: place };
  }
  const [place, head] =
    'task' in about ? await taskPlace(deps, about.task) : await instancePlace(deps, about.instance);
  const customer = await customerOf(deps, head);
  return {
    about: place,
    subject: customer === undefined ? `instance/${head.instance}` : `customer/${customer}`,
  };
}

/** `customer/…`, `instance/…` or `task/…` as answers have it. */
export function aboutIn(place: string): About {
  const [kind, id = ''] = place.split('/');
  if (kind === 'task') return { task: id };
  return kind === 'customer' ? { customer: id } : { instance: id };
}

/** The lists of what is about what a query names. */
export async function waysAbout(
  { customers }: Pick<ApiDeps, 'customers'>,
  { customer, instance, task }: Readonly<Record<string, string | undefined>>,
): Promise<readonly (readonly Way[])[]> {
  const ids = customer === undefined ? [] : await customers.idsOf(customer);
  return [
    ...(ids.length > 0 ? [ids.map((id) => ({ parent: `customer/${id}` }))] : []),
    ...(instance === undefined ? [] : [[{ parent: `instance/${instance}` }]]),
    ...(task === undefined ? [] : [[{ parent: `task/${task}` }]]),
  ];
}

async function instancePlace({ engine }: Deps, instance: string): Promise<[place: string, head: Entry]> {
  const head = await engine.head(instance).catch((error: unknown) => {
    if (error instanceof InstanceNotFound) throw invalidBody('/about/instance', 'names no instance');
    throw error;
  });
  return [`instance/${instance}`, head];
}

/** A closed task is as good as an open one: what is to be said of it often comes later. */
async function taskPlace(deps: Deps, task: string): Promise<[place: string, head: Entry]> {
  const found = await findTask(deps, task);
  if (found === undefined) throw invalidBody('/about/task', 'names no task');
  const { instance, token, entry, open } = found;
  return [`task/${taskId(instance, token)}`, open ? entry : await deps.engine.head(instance)];
}

/** The customer whom an instance is for, under the present id. */
async function customerOf({ customers, definitions }: Deps, head: Entry): Promise<string | undefined> {
  const definition = await definitions.get(head.process, head.version);
  const named = definition && whereaboutsOf(definition, head).customer;
  return named === undefined ? undefined : (await customers.get(named))?.id;
}
