import type { Way } from '../../adapters/ports/records.ts';
import { InstanceNotFound } from '../../engine/errors.ts';
import { whereaboutsOf } from '../../engine/view.ts';
import type { About } from './about-fields.ts';
import type { ApiDeps } from './deps.ts';
import { invalidBody } from './problem.ts';

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
  const place = `instance/${about.instance}`;
  const customer = await customerOf(deps, about.instance);
  return { about: place, subject: customer === undefined ? place : `customer/${customer}` };
}

/** `customer/…` or `instance/…` as answers have it. */
export function aboutIn(place: string): About {
  const id = place.slice(place.indexOf('/') + 1);
  return place.startsWith('customer/') ? { customer: id } : { instance: id };
}

/** The lists of what is about what a query names. */
export async function waysAbout(
  { customers }: Pick<ApiDeps, 'customers'>,
  { customer, instance }: Readonly<Record<string, string | undefined>>,
): Promise<readonly (readonly Way[])[]> {
  const ids = customer === undefined ? [] : await customers.idsOf(customer);
  return [
    ...(ids.length > 0 ? [ids.map((id) => ({ parent: `customer/${id}` }))] : []),
    ...(instance === undefined ? [] : [[{ parent: `instance/${instance}` }]]),
  ];
}

async function customerOf({ customers, engine, definitions }: Deps, id: string): Promise<string | undefined> {
  const head = await engine.head(id).catch((error: unknown) => {
    if (error instanceof InstanceNotFound) throw invalidBody('/about/instance', 'names no instance');
    throw error;
  });
  const definition = await definitions.get(head.process, head.version);
  const named = definition && whereaboutsOf(definition, head).customer;
  return named === undefined ? undefined : (await customers.get(named))?.id;
}
