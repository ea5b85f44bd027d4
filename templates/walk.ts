import { CaseTag, ForTag, IfTag, Output, type Template, TypeGuards, UnlessTag } from 'liquidjs';
import type { Escape } from './escape.ts';
import { checkCondition, checkOutput, type Refuse } from './expressions.ts';
import { type Field, type Fields, isList } from './fields.ts';
import { plain } from './filters.ts';
import { IN_TEXT, type Place, samePlace } from './html-place.ts';
import type { Medium } from './medium.ts';
import { createNames, type Names, Wrong } from './names.ts';

/** Blocks within blocks, and loops within loops. */
const DEEPEST = 20;
const MOST_LOOPS = 2;

export interface WalkOptions {
  readonly medium: Medium;
  readonly fields: Fields;
  readonly refuse: Refuse;
  /** Called at every round of every loop. */
  readonly round: () => void;
}

/** A piece of the template's own text, without what its neighbours trim of it. */
interface OwnText {
  readonly begin: number;
  readonly trimLeft: number;
  getContent(): string;
}

/** How deep something stands, in blocks and in loops. */
interface Depth {
  readonly blocks: number;
  readonly loops: number;
}

/**
 * Goes through parsed templates, tells what is wrong, and makes each `{{ }}` print what is harmless where it stands:
 * none is left that does not.
 */
export function walk(root: Template[], { medium, fields, refuse, round }: WalkOptions): void {
  /** Returns the place after them; undefined where it is lost, so that one mistake is told once. */
  function through(templates: Template[], names: Names, from: Place | undefined, depth: Depth) {
    let place = from;
    for (const [at, template] of templates.entries()) {
      if (TypeGuards.isHTMLToken(template.token)) place = pass(template.token, place);
      else if (template instanceof Output) {
        checkOutput(template, names, refuse);
        const printed = place && medium.print(place);
        if (typeof printed === 'string') refuse(template.token.begin, printed);
        const told = typeof printed === 'object' ? printed : undefined;
        place = told?.next;
        // Where nothing may be printed, something was refused, and nothing is rendered.
        templates[at] = printing(template, told?.escape ?? (() => ''));
      } else checkTag(template, names, place, depth);
    }
    return place;
  }

  function pass(html: OwnText, place: Place | undefined): Place | undefined {
    const after = place && medium.after(place, html.getContent());
    if (after === undefined || !('problem' in after)) return after;
    refuse(html.begin + html.trimLeft + after.offset, after.problem);
    return undefined;
  }

  function checkTag(
    template: Template,
    names: Names,
    place: Place | undefined,
    { blocks, loops }: Depth,
  ): void {
    if (blocks === DEEPEST) {
      refuse(template.token.begin, 'blocks lie too deep in each other');
      return;
    }
    const block = (templates: Template[] = [], inside = names, deep = loops) => {
      const end = through(templates, inside, place, { blocks: blocks + 1, loops: deep });
      if (place === undefined || end === undefined || samePlace(place, end)) return;
      refuse(template.token.begin, 'a block ends inside a tag or a value that it did not begin in');
    };
    if (template instanceof IfTag || template instanceof UnlessTag) {
      for (const { value, templates } of template.branches) {
        checkCondition(value, names, refuse);
        block(templates);
      }
      block(template.elseTemplates);
    } else if (template instanceof CaseTag) {
      checkCondition(template.value, names, refuse);
      for (const { values, templates } of template.branches) {
        for (const value of values) checkName(value, names);
        block(templates);
      }
      block(template.elseTemplates);
    } else if (template instanceof ForTag) {
      const { variable, templates, elseTemplates } = template;
      const element = elementOf(template, names);
      if (loops === MOST_LOOPS) refuse(template.token.begin, 'loops lie too deep in each other');
      else if (element !== undefined) {
        block(templates, names.within(variable, element), loops + 1);
        block(elseTemplates);
        templates.unshift({ token: template.token, render: round });
      }
    }
  }

  function elementOf({ collection, hash }: ForTag, names: Names): Field | undefined {
    for (const value of Object.values(hash.hash)) if (value !== undefined) checkName(value, names);
    const list = names.kindOf(collection);
    if (!(list instanceof Wrong) && isList(list)) return list[0];
    refuse(collection.begin, list instanceof Wrong ? list.problem : 'a loop goes over a list');
    return undefined;
  }

  function checkName(token: { readonly begin: number }, names: Names): void {
    const kind = names.kindOf(token);
    if (kind instanceof Wrong) refuse(token.begin, kind.problem);
  }

  const end = through(root, createNames(fields), IN_TEXT, { blocks: 0, loops: 0 });
  if (end !== undefined && !samePlace(end, IN_TEXT)) {
    refuse(root.at(-1)?.token.end ?? 0, 'the text ends inside a tag, a value or a title');
  }
}

/** Prints what an output stands for, escaped. */
function printing({ token, value }: Output, safe: Escape): Template {
  return {
    token,
    *render(context, emitter) {
      emitter.write(safe(plain(yield* value.value(context, false))));
    },
  };
}
