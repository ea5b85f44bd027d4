import { closing } from './chapters/closing.ts';
import { mishaps } from './chapters/mishaps.ts';
import { opening } from './chapters/opening.ts';
import { followingUp, ordering } from './chapters/order.ts';
import type { Client } from './client.ts';
import { openStage } from './stage.ts';
import type { Language } from './voice.ts';

/** The story of a small company, told as it happens. */
export async function tell(client: Client, language: Language, print: (line: string) => void): Promise<void> {
  const stage = await openStage(client, language, print);
  await opening(stage);
  const [buyer] = await client.all<{ customer: string }>('/customers');
  const customer = buyer?.customer ?? '';
  const lines = [{ sku: 'CHAIR', quantity: 2, unitPriceMinor: 10_000 }];
  const order = await client.start('order', { customer, currency: 'CNY', lines });
  await stage.chronicle.show([customer]);
  await ordering(stage, order);
  await followingUp(stage, customer);
  await mishaps(stage, customer);
  await closing(stage);
}
