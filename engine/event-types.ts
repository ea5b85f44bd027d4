/** Prefix of the events that only the engine makes. */
export const RESERVED = 'xstate.';

/** Whether an event type fits a transition's descriptor: the same, `*`, or a prefix like `order.*`. */
export function matchesEvent(type: string, descriptor: string): boolean {
  if (descriptor === type || descriptor === '*') return true;
  if (!descriptor.endsWith('.*')) return false;
  const prefix = descriptor.slice(0, -2);
  return type === prefix || type.startsWith(`${prefix}.`);
}
