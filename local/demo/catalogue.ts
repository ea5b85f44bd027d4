import type { Client } from './client.ts';
import type { Span, Text } from './voice.ts';

interface StateNode {
  readonly path: string;
  readonly meta?: { readonly title?: Text; readonly task?: unknown };
  readonly states: readonly StateNode[];
}

interface Described {
  readonly description?: string;
  readonly 'x-description-zh'?: string;
  readonly default?: unknown;
}

interface Definition {
  readonly process: string;
  readonly title: Text;
  readonly graph: StateNode;
  readonly schemas: {
    readonly events: Readonly<Record<string, Described>>;
    readonly settings: { readonly properties?: Readonly<Record<string, Described>> };
  };
}

export type Catalogue = Awaited<ReturnType<typeof readCatalogue>>;

/** What processes call themselves, their states, events and settings, as their definitions say it. */
export async function readCatalogue(client: Client) {
  const { items: listed } = await client.get<{ items: readonly { process: string }[] }>('/definitions');
  const definitions = await Promise.all(
    listed.map(({ process }) => client.get<Definition>(`/definitions/${process}`)),
  );
  const values = new Map<string, Readonly<Record<string, unknown>>>();
  const byProcess = new Map(definitions.map((one) => [one.process, one]));
  const places = new Map(
    definitions.map((one) => [one.process, new Map(nodesOf(one.graph).map((node) => [node.path, node]))]),
  );

  /** The path of the nearest state, from this one outwards, that is a task; else of the nearest that has a title. */
  function titled(process: string, path: string): string | undefined {
    const steps = path.split('.');
    if (steps.some((step) => TELLING.includes(step))) return undefined;
    const outwards = steps.map((_, n) => steps.slice(0, steps.length - n).join('.'));
    const metaOf = (at: string) => places.get(process)?.get(at)?.meta;
    return (
      outwards.find((at) => metaOf(at)?.task !== undefined) ??
      outwards.find((at) => metaOf(at)?.title !== undefined)
    );
  }

  return {
    has: (process: string) => byProcess.has(process),
    process: (process: string): Text => byProcess.get(process)?.title ?? { en: process, zh: process },
    /** The titles of where it stands, by the path of each: the innermost ones. */
    places(process: string, state: unknown): Map<string, Text> {
      const found = new Set(leavesOf(state).flatMap((path) => titled(process, path) ?? []));
      const innermost = [...found].filter(
        (path) => ![...found].some((other) => other.startsWith(`${path}.`)),
      );
      return new Map(
        innermost.map((path) => [path, places.get(process)?.get(path)?.meta?.title ?? NAMELESS]),
      );
    },
    event: (process: string, type: string): Text | undefined =>
      wordsOf(byProcess.get(process)?.schemas.events[type]),
    /** What a field of the settings is for. */
    setting: (process: string, field: string): Text | undefined =>
      wordsOf(byProcess.get(process)?.schemas.settings.properties?.[field]),
    /** What the company has set of a field, or what the process comes with. */
    set<T = Span>(process: string, field: string): T | undefined {
      const own = values.get(process)?.[field];
      return (own ?? byProcess.get(process)?.schemas.settings.properties?.[field]?.default) as T | undefined;
    },
    /** The company sets something. */
    async change(process: string, changed: Readonly<Record<string, unknown>>): Promise<void> {
      await client.post('/settings', { process, values: changed });
      values.set(process, changed);
    },
  };
}

/** Regions that do nothing but send letters, which are told by themselves. */
const TELLING = ['letters', 'notices'];
const NAMELESS: Text = { en: '', zh: '' };

function nodesOf(node: StateNode): StateNode[] {
  return [node, ...node.states.flatMap(nodesOf)];
}

function wordsOf(schema: Described | undefined): Text | undefined {
  if (schema?.description === undefined) return undefined;
  return { en: schema.description, zh: schema['x-description-zh'] ?? schema.description };
}

/** A state value as dotted paths. */
function leavesOf(state: unknown, path: readonly string[] = []): string[] {
  if (typeof state === 'string') return [[...path, state].join('.')];
  return Object.entries((state ?? {}) as Record<string, unknown>).flatMap(([name, inner]) =>
    leavesOf(inner, [...path, name]),
  );
}
