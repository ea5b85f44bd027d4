import { taskId } from '../../../engine/ids.ts';
import type { Office } from './office.ts';

/** A matter that was asked, with something written about it and about its task, and closed. */
export async function closedMatter(office: Office, customer: string, key?: string): Promise<string> {
  const instance = await office.begin(customer, key);
  await office.send(instance, 'ask');
  const [task] = (await office.world.engine.head(instance)).tasks;
  if (task === undefined) throw new Error('There is no task.');
  await office.send(instance, 'ask');
  await office.write(`instance/${instance}`, customer);
  await office.write(`task/${taskId(instance, task)}`, customer);
  await office.send(instance, 'close');
  return instance;
}

/** What is stored with this id in it, tombstones left out. */
export async function traces({ stored }: Office, instance: string): Promise<readonly string[]> {
  return (await stored()).filter((item) => item.includes(instance) && !item.includes(`retired/${instance}`));
}
