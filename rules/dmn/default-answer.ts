import type { Model } from '../model.ts';

/** The decision that answers where nobody says which: the first that no other requires; none where there is none. */
export function defaultAnswer({ decisions, knowledge = [] }: Pick<Model, 'decisions' | 'knowledge'>): string {
  const required = new Set([...decisions, ...knowledge].flatMap(({ requires = [] }) => requires));
  return (decisions.find(({ name }) => !required.has(name)) ?? decisions[0])?.name ?? '';
}
