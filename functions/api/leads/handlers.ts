import { leadSettings } from '../../../machines/lead/settings.ts';
import { createSettings, settingsNow } from '../../settings.ts';
import type { Handlers } from '../answer.ts';
import type { ApiDeps } from '../deps.ts';
import { toInstance } from '../instances/present.ts';
import { captureLead } from './capture.ts';
import type { leadRoutes } from './routes.ts';

const THANKS = { en: 'Thank you. We will be in touch.', zh: '感谢您的留言，我们会尽快与您联系。' };

/** Capturing leads. */
export function leadHandlers(deps: ApiDeps): Handlers<(typeof leadRoutes)[number]['operationId']> {
  /** Where a form may lead on to: an origin that the company has allowed. */
  async function isAllowed(next: string): Promise<boolean> {
    if (!URL.canParse(next)) return false;
    const settings = createSettings(() => deps.records, { now: deps.now, keepMs: 0, most: 1 });
    const { formOrigins } = await settingsNow(settings, leadSettings);
    return formOrigins.includes(new URL(next).origin);
  }

  return {
    async captureLead({ body, who, key, prefix }) {
      const { entry, customer, known } = await captureLead(deps, body, { who, key });
      const lead = await toInstance(deps.definitions, entry);
      const location = `${prefix}/instances/${entry.instance}`;
      return { status: 201, body: { lead, customer, known }, headers: { location } };
    },

    async postLeadForm({ body, who, key }) {
      const { website, next, consent = [], ...request } = body;
      if (website === undefined) {
        const agreed = Object.fromEntries([consent].flat().map((channel) => [channel, true]));
        await captureLead(deps, { ...request, source: 'web-form', consent: agreed }, { who, key });
      }
      if (next === undefined || !(await isAllowed(next))) return { status: 200, body: THANKS };
      return { status: 303, body: THANKS, headers: { location: new URL(next).href } };
    },
  };
}
