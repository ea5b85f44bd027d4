import type { Api, Page } from './api.ts';
import { NotYet, until } from './until.ts';

/** What the test reads of a task. */
export interface Task {
  readonly task: string;
  readonly role: string;
  readonly instance: string;
}

/** Somebody who sells and serves, and to whom tasks are given: their id. */
export async function employ(api: Api): Promise<string> {
  const roles = ['sales', 'service'];
  return (await api.post<{ person: string }>('/people', { name: 'Ann Lee', roles })).person;
}

/** The task of an instance, once it was given to this person by itself. */
export function taskOf(api: Api, person: string, instance: string): Promise<Task> {
  return until(`a task of ${instance} is given to somebody`, 90, async () => {
    const { items } = await api.get<Page<Task>>(`/tasks?person=${person}&taken=true&limit=100`);
    return items.find((task) => task.instance === instance) ?? new NotYet(items);
  });
}
