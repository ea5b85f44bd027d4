import type { Definition } from '../engine/definition.ts';
import { inWords, type Language, words } from './language.ts';

const units = [
  ['days', 86_400_000],
  ['hours', 3_600_000],
  ['minutes', 60_000],
  ['seconds', 1000],
] as const;

/** Says a delay: by its name, and how long it is where the definition itself says so, or has a default. */
export function delaysOf(definition: Definition, language: Language): (delay: string | number) => string {
  const known: Readonly<Record<string, unknown>> = definition.machine.implementations.delays;

  return (delay) => {
    if (typeof delay === 'number') return lengthOf(delay, language);
    const length = lasting(known[delay]);
    const name = inWords(delay);
    return length !== undefined ? `${name} (${lengthOf(length, language)})` : name;
  };
}

/** A length that depends on nothing: as it stands, or as it is where nobody has set another. */
function lasting(delay: unknown): number | undefined {
  if (typeof delay === 'number') return delay;
  if (typeof delay !== 'function') return undefined;
  try {
    const length: unknown = delay(NOWHERE);
    return typeof length === 'number' && length > 0 && Number.isFinite(length) ? length : undefined;
  } catch {
    return undefined;
  }
}

/** No moment, no context: whatever asks for one cannot be told here. */
const NOWHERE = { system: {} };

function lengthOf(milliseconds: number, language: Language): string {
  const parts: string[] = [];
  let left = milliseconds;
  for (const [unit, length] of units) {
    const count = unit === 'seconds' ? left / length : Math.floor(left / length);
    left -= count * length;
    if (count === 0) continue;
    const [one, many] = words[language][unit];
    const name = count === 1 ? one : many;
    parts.push(`${count}\u00a0${name}`);
  }
  return parts.length === 0 ? `0\u00a0${words[language].seconds[1]}` : parts.join('\u00a0');
}
