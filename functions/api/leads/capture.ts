import type { Version } from '../../../adapters/ports/records.ts';
import type { Entry, Who } from '../../../engine/entry.ts';
import { derivedId } from '../../../engine/ids.ts';
import type { Customer } from '../../../records/kinds/customer.ts';
import { noteKind } from '../../../records/kinds/note.ts';
import { checkSame } from '../changing.ts';
import { tidyContact, tidyNumber } from '../contact.ts';
import { fromRequest } from '../customers/content.ts';
import type { ApiDeps } from '../deps.ts';
import { checkProcess } from '../known-process.ts';
import type { LeadRequest } from './inputs.ts';
import { noteOf } from './note.ts';

export interface Captured {
  readonly entry: Entry;
  readonly customer: string;
  /** Whether the customer was there before. */
  readonly known: boolean;
}

const LEAD = 'lead';

/**
 * Finds or creates the customer, notes what came in, and starts a lead about them. Under a key all three come once: the
 * note, sealed as all that is personal, tells whether a repeated request says the same. Throws a `Refusal` and what the
 * engine throws.
 */
export async function captureLead(
  deps: ApiDeps,
  request: LeadRequest,
  { who, key }: { readonly who: Who; readonly key?: string | undefined },
): Promise<Captured> {
  checkProcess(deps.definitions, LEAD, '');
  const idOf = (kind: string) => (key === undefined ? deps.newId() : derivedId(who, kind, LEAD, key));
  const [own, note] = [idOf('customer'), idOf('note')];
  const wanted = await tidied(request);
  const text = noteOf(wanted);
  const notes = deps.records.of(noteKind);

  const before = key === undefined ? undefined : await notes.at(note, 1);
  if (before !== undefined) checkSame({ text }, { text: before.content.text });
  const customer = before?.subject.slice('customer/'.length) ?? (await personOf(deps, wanted, own, who));
  if (before === undefined) {
    const about = `customer/${customer}`;
    const content = { about, text };
    const { record } = await notes.create({ id: note, subject: about, content, who, at: deps.now() });
    // Somebody else may have come in under the same key in the meantime.
    checkSame({ text }, { text: record.content.text });
  }
  const { entry } = await deps.engine.start({
    ...{ process: LEAD, input: inputOf(wanted, customer), who },
    ...(key !== undefined && { key }),
  });
  return { entry, customer, known: customer !== own };
}

/** Mail and phone in the forms in which they are kept. */
async function tidied({ country, ...request }: LeadRequest): Promise<LeadRequest> {
  const { email, phone } = request;
  const contact = await tidyContact({ email }, undefined);
  return {
    ...request,
    ...(contact.email !== undefined && contact.email !== null && { email: contact.email }),
    ...(phone !== undefined && { phone: await tidyNumber(phone, country) }),
  };
}

/** The customer who has this mail, else this phone: of several, the first one. A new one under `own`, where there is none. */
async function personOf(deps: ApiDeps, request: LeadRequest, own: string, who: Who): Promise<string> {
  const { name, email, phone, language, timeZone, consent } = request;
  const body = { name, email, phone, language, timeZone, consent, tags: [], fields: {} };
  // A request under the same key may have come as far as this before.
  const made = await deps.customers.at(own, 1);
  if (made !== undefined) {
    checkSame(await fromRequest(deps, body, made.createdAt), made.content);
    return own;
  }
  const found =
    (email === undefined ? undefined : await first(deps, { email })) ??
    (phone === undefined ? undefined : await first(deps, { phone }));
  if (found !== undefined) return found.id;
  const at = deps.now();
  await deps.customers.create({ id: own, content: await fromRequest(deps, body, at), who, at });
  return own;
}

async function first(
  { customers }: Pick<ApiDeps, 'customers'>,
  search: { email: string } | { phone: string },
): Promise<Version<Customer> | undefined> {
  let cursor: string | undefined;
  do {
    const page = await customers.search(search, { limit: 1, order: 'oldest', cursor });
    if (page.items[0] !== undefined) return page.items[0];
    cursor = page.cursor;
  } while (cursor !== undefined);
  return undefined;
}

function inputOf({ source, ...request }: LeadRequest, customer: string) {
  const codes = ['interest', 'budget', 'region', 'form', 'campaign'] as const;
  const given = codes.flatMap((name) => (request[name] === undefined ? [] : [[name, request[name]]]));
  return { customer, source, ...Object.fromEntries(given) };
}
