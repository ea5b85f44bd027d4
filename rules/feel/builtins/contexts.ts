import { type Context, isContext } from '../kind.ts';
import { builtin, elements, form } from './builtin.ts';

function put(context: unknown, keys: readonly unknown[], value: unknown): Context | null {
  const [key, ...deeper] = keys;
  if (typeof key !== 'string' || !isContext(context)) return null;
  const inner = deeper.length === 0 ? value : put(context[key], deeper, value);
  if (deeper.length > 0 && inner === null) return null;
  return Object.fromEntries([...Object.entries(context), [key, inner]]);
}

export const contexts = {
  'get value': builtin(
    form({ m: 'context', key: 'string' }, ({ m, key }) => (Object.hasOwn(m, key) ? (m[key] ?? null) : null)),
    form({ m: 'context', keys: 'list' }, ({ m, keys }) => {
      let at: unknown = m;
      for (const key of keys)
        at = isContext(at) && typeof key === 'string' && Object.hasOwn(at, key) ? at[key] : null;
      return keys.length === 0 ? null : (at ?? null);
    }),
  ),
  'get entries': builtin(
    form({ m: 'context' }, ({ m }) => Object.entries(m).map(([key, value]) => ({ key, value }))),
  ),
  context: builtin(
    elements('entries', 'context', (entries) => {
      const made = new Map<string, unknown>();
      for (const entry of entries) {
        const { key } = entry;
        if (typeof key !== 'string' || !Object.hasOwn(entry, 'value') || made.has(key)) return null;
        made.set(key, entry.value ?? null);
      }
      return Object.fromEntries(made);
    }),
  ),
  'context put': builtin(
    form({ context: 'context', key: 'string', value: 'any' }, ({ context, key, value }) =>
      put(context, [key], value),
    ),
    form({ context: 'context', keys: 'list', value: 'any' }, ({ context, keys, value }) =>
      put(context, keys, value),
    ),
  ),
  'context merge': builtin(
    elements('contexts', 'context', (each) =>
      Object.fromEntries(each.flatMap((context) => Object.entries(context))),
    ),
  ),
};
