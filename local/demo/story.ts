import { campaigning } from './chapters/campaign.ts';
import { complaining } from './chapters/case.ts';
import { closing } from './chapters/closing.ts';
import { dealing } from './chapters/deal.ts';
import { leading } from './chapters/lead.ts';
import { mishaps } from './chapters/mishaps.ts';
import { opening } from './chapters/opening.ts';
import { followingUp, ordering } from './chapters/order.ts';
import type { Client } from './client.ts';
import { openStage } from './stage.ts';
import type { Language } from './voice.ts';

/** The story of a small company, told as it happens. */
export async function tell(client: Client, language: Language, print: (line: string) => void): Promise<void> {
  const stage = await openStage(client, language, print);
  const segment = await opening(stage);
  const customer = await leading(stage);
  const order = await dealing(stage, customer);
  await ordering(stage, order);
  await followingUp(stage, customer);
  await complaining(stage, order);
  await campaigning(stage, segment);
  await mishaps(stage, customer);
  await closing(stage);
}
