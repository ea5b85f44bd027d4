import type { Task } from '../demo/client.ts';
import type { Chance } from './chance.ts';
import { tried, type World } from './world.ts';

type Event = { readonly type: string } & Record<string, unknown>;

/** What somebody does about a task that this completes; what is not here waits. */
const WAYS: Readonly<Record<string, (chance: Chance) => Event>> = {
  pack: () => ({ type: 'pack' }),
  approveRefund: () => ({ type: 'approveRefund' }),
  stepDone: () => ({ type: 'stepDone' }),
  called: () => ({ type: 'called' }),
  done: () => ({ type: 'done' }),
  takeOver: () => ({ type: 'takeOver' }),
  approve: () => ({ type: 'approve' }),
  submit: () => ({ type: 'submit' }),
  paid: () => ({ type: 'paid', reference: 'REF-1' }),
  approveDiscount: (chance) =>
    chance.percent(80) ? { type: 'approveDiscount' } : { type: 'declineDiscount', reason: 'too-much' },
  answer: (chance) => ({ type: chance.percent(75) ? 'answer' : 'ask' }),
  resolve: (chance) => ({ type: 'resolve', resolution: chance.of(['explained', 'repaired', 'replaced']) }),
  update: () => ({ type: 'update', facts: ['contact', 'need'] }),
  qualify(chance) {
    if (chance.percent(55))
      return { type: 'qualify', valueMinor: chance.whole(50, 400) * 10_000, currency: 'CNY' };
    return chance.percent(50)
      ? { type: 'disqualify', reason: 'not-a-fit' }
      : { type: chance.of(['later', 'unreached']) };
  },
};

/** Somebody goes through their tasks, and does most of them. */
export async function work({ client, chance }: World, person: string): Promise<void> {
  const tasks = await client.all<Task>(`/tasks?person=${person}`);
  for (const { task, forms } of tasks) {
    const way = forms.map(({ type }) => WAYS[type]).find((one) => one !== undefined);
    if (way === undefined || chance.percent(25)) continue;
    const event = way(chance);
    await tried(() => client.post(`/tasks/${task}/complete`, event, { as: person }));
  }
}
