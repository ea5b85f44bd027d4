import { EffectFailed, type Performer } from '../../../engine/perform.ts';
import type { CampaignsDeps } from './campaigns.ts';
import type { TouchDeps } from './touch.ts';

/** The effects of outreach and campaign. */
const EFFECTS = ['touch', 'enrol', 'lookAtJob', 'resumeMembers', 'countMembers'];

/** What outreach and campaigns want done, by the name of the effect; it is loaded with the first of them. */
export function outreachPerformers(deps: TouchDeps & CampaignsDeps): Record<string, Performer> {
  let made: Promise<Record<string, Performer>> | undefined;

  async function load(): Promise<Record<string, Performer>> {
    const [{ createTouch }, { createCampaignPerformers }] = await Promise.all([
      import('./touch.ts'),
      import('./campaigns.ts'),
    ]);
    return { touch: createTouch(deps), ...createCampaignPerformers(deps) };
  }

  return Object.fromEntries(
    EFFECTS.map((effect): [string, Performer] => [
      effect,
      async (input, scope) => {
        made ??= load();
        const performer = (await made)[effect];
        if (performer === undefined) throw new EffectFailed('no-performer');
        return performer(input, scope);
      },
    ]),
  );
}
