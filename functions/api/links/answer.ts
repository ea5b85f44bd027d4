import type { Context } from 'hono';
import type { Who } from '../../../engine/entry.ts';
import { BatonError, StoreUnavailable } from '../../../engine/errors.ts';
import type { ApiDeps } from '../deps.ts';
import type { Method } from '../route.ts';
import { askPage, donePage, laterPage, nowherePage, type PageLanguage, pageHeaders } from './pages.ts';
import { unsubscribe } from './unsubscribe.ts';

const WHO: Who = { kind: 'caller', id: 'click-link' };

/**
 * Answers a link of a mail: nobody logs in, since a token that was signed here says all there is to know. Mail scanners
 * follow links, so a GET changes nothing of a customer; that a link was followed is only ever a hint. What goes wrong is
 * a page too.
 */
export async function answerLink(deps: ApiDeps, method: Method, c: Context): Promise<Response> {
  try {
    const token = c.req.param('token') ?? '';
    const answered = c.req.path.startsWith('/c/')
      ? await lead(deps, token, c.req.method === 'GET')
      : await subscription(deps, token, method, c);
    return answered ?? html(nowherePage(asked(c)), 404);
  } catch (error) {
    await deps.report(deps.newId(), error);
    return html(laterPage(asked(c)), 503, { 'retry-after': '1' });
  }
}

async function subscription(deps: ApiDeps, token: string, method: Method, c: Context) {
  const [customer, channel] = (await deps.links.read('u', token)) ?? [];
  if (customer === undefined || channel === undefined) return undefined;
  if (method === 'POST') await unsubscribe(deps, customer, channel);
  const language = (await deps.customers.get(customer))?.content.language ?? asked(c);
  return html((method === 'POST' ? donePage : askPage)(channel, language), 200);
}

async function lead(deps: ApiDeps, token: string, isFollowed: boolean) {
  const [instance = '', step, link, address] = (await deps.links.read('c', token)) ?? [];
  if (address === undefined || !/^https?:\/\//i.test(address) || !URL.canParse(address)) return undefined;
  if (isFollowed) await tell(deps, instance, { type: 'clicked', step: Number(step), link });
  return new Response(null, { status: 302, headers: { ...pageHeaders, location: new URL(address).href } });
}

/** The reader goes on in any case: what the instance says to it, or that it is gone, is not their concern. */
async function tell(
  { engine, report, newId }: ApiDeps,
  instance: string,
  event: { readonly type: string; readonly step: number; readonly link: string | undefined },
): Promise<void> {
  try {
    await engine.send({ instance, event, id: `clicked/${event.step}/${event.link}`, who: WHO });
  } catch (error) {
    if (!(error instanceof BatonError) || error instanceof StoreUnavailable) await report(newId(), error);
  }
}

function html(page: string, status: number, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(page, { status, headers: { ...pageHeaders, ...headers } });
}

/** The language that a browser asks for. */
function asked(c: Context): PageLanguage {
  return /^\s*zh\b/i.test(c.req.header('accept-language') ?? '') ? 'zh' : 'en';
}
