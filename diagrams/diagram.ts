import type { Definition } from '../engine/definition.ts';
import { graphOf, type StateView } from '../engine/graph.ts';
import { delaysOf } from './delays.ts';
import { inWords, type Language } from './language.ts';
import { type Way, waysOf } from './ways.ts';

/** Something that a state has done: an effect outside, a computation within the transition, a child process. */
export interface Actor {
  readonly id: string;
  readonly title: string;
  readonly kind: 'effect' | 'inline' | 'child';
}

/** A wait for a person. */
export interface PersonalTask {
  readonly title: string;
  readonly role: string;
  readonly due?: string;
}

/** One state as people read it, with its ways out and the states in it. */
export interface DiagramState {
  /** Dotted; empty for the root, which is the process itself. */
  readonly path: string;
  readonly type: StateView['type'];
  readonly title: string;
  /** Whether the author gave it a title; without one it goes by its name. */
  readonly titled: boolean;
  readonly description?: string;
  readonly initial?: string;
  readonly task?: PersonalTask;
  readonly actors: readonly Actor[];
  readonly ways: readonly Way[];
  readonly states: readonly DiagramState[];
}

/** A process in the words of one language: what is drawn, before anything has a place. */
export interface Diagram {
  readonly process: string;
  readonly version: number;
  readonly language: Language;
  readonly root: DiagramState;
}

/** Every state and every transition of a definition, with its texts in the given language. */
export function diagramOf(definition: Definition, language: Language): Diagram {
  const textOf = (texts: Readonly<Record<string, string>> | undefined) => texts?.[language] ?? texts?.en;
  const ways = waysOf(definition, language);
  const delay = delaysOf(definition, language);

  function stateOf(view: StateView): DiagramState {
    const { path, type, initial, description } = view;
    const { title: titles } = (view.meta ?? {}) as { title?: Record<string, string> };
    const title = path === '' ? textOf(definition.title) : textOf(titles);
    const task = definition.tasks[path];
    return {
      ...{ path, type },
      title: title ?? inWords(path === '' ? definition.process : (path.split('.').at(-1) ?? '')),
      titled: title !== undefined,
      ...(description === undefined ? {} : { description }),
      ...(initial === undefined ? {} : { initial }),
      ...(task === undefined
        ? {}
        : {
            task: { title: textOf(task.title) ?? '', role: inWords(roleName(task.role)), ...dueOf(task.due) },
          }),
      actors: view.invokes.map(({ id, src, kind }) => ({
        ...{ id, title: inWords(src) },
        kind: Object.hasOwn(definition.children, src) ? 'child' : kind,
      })),
      ways: ways(view),
      states: view.states.map(stateOf),
    };
  }

  function dueOf(due: number | string | undefined): { due?: string } {
    return due === undefined ? {} : { due: delay(due) };
  }

  const { process, version } = definition;
  return { process, version, language, root: stateOf(graphOf(definition)) };
}

/** A state and all states in it, in the order of the author's file. */
export function statesIn(state: DiagramState): DiagramState[] {
  return [state, ...state.states.flatMap(statesIn)];
}

/** A role, or where the instance names it. */
function roleName(role: string | { readonly context: string }): string {
  return typeof role === 'string' ? role : role.context;
}
