import type { Definition } from '../engine/definition.ts';
import type { StateView, TransitionView } from '../engine/graph.ts';
import { delaysOf } from './delays.ts';
import { inWords, type Language, words } from './language.ts';

/** What moves an instance: an event, a delay, the end of something, or nothing but a condition. */
export type Cause = 'event' | 'delay' | 'done' | 'failed' | 'ended' | 'always';

/** One transition as people read it. */
export interface Way {
  readonly from: string;
  /** Paths; empty where the instance stays where it is. */
  readonly targets: readonly string[];
  readonly cause: Cause;
  readonly text: string;
  /** The condition, by a short name. */
  readonly guard?: string;
}

/** Puts the transitions of a state into words: an event by the title of its schema, a delay by its name. */
export function waysOf(definition: Definition, language: Language): (view: StateView) => Way[] {
  const say = words[language];
  const delay = delaysOf(definition, language);
  const { events, internal } = definition.jsonSchemas();

  function causeOf(view: StateView, { event, delay: wait }: TransitionView): Pick<Way, 'cause' | 'text'> {
    if (wait !== undefined) return { cause: 'delay', text: delay(wait) };
    if (event === undefined) return { cause: 'always', text: '' };
    const [, end, what, id = ''] = /^xstate\.(done|error)\.(actor|state)\.(.*)$/.exec(event) ?? [];
    if (what === 'state') return { cause: 'ended', text: say.ended };
    if (end === undefined) return { cause: 'event', text: titleOf(event) };
    const source = view.invokes.find((invoke) => invoke.id === id)?.src;
    const alone = source !== undefined && view.invokes.length === 1;
    const name = alone || id === '*' ? '' : `${inWords(source ?? id)} `;
    return end === 'done'
      ? { cause: 'done', text: `${name}${say.done}` }
      : { cause: 'failed', text: `${name}${say.failed}` };
  }

  function titleOf(type: string): string {
    if (type === '*') return say.any;
    const schema = events[type] ?? internal[type];
    const title = schema?.[language === 'zh' ? 'x-description-zh' : 'description'] ?? schema?.description;
    return typeof title === 'string' ? title : inWords(type);
  }

  return (view) =>
    view.transitions.map((transition) => ({
      from: view.path,
      targets: transition.targets,
      ...causeOf(view, transition),
      ...guardOf(transition, view.transitions, language),
    }));
}

/** The condition of a transition; one without a condition may come after others of the same cause that have one. */
function guardOf(
  transition: TransitionView,
  all: readonly TransitionView[],
  language: Language,
): { guard?: string } {
  const { guard, event, delay } = transition;
  const say = words[language];
  if (guard === '(inline)') return { guard: say.condition };
  if (guard !== undefined)
    return { guard: inWords(guard.replaceAll('(inline)', say.condition)).toLowerCase() };
  const earlier = all.slice(0, all.indexOf(transition));
  const isOther = earlier.some(
    (one) => one.guard !== undefined && one.event === event && one.delay === delay,
  );
  return isOther ? { guard: say.otherwise } : {};
}
