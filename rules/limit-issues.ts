import { LIMITS } from './limits.ts';
import type { Issue } from './unfit.ts';

/** What of a model's JSON is over a limit: nothing else of it is looked at then, as its parts could be endless. */
export function limitIssues(model: object): readonly Issue[] {
  const walk = new Walk();
  walk.into(model, '', [], 0);
  return walk.issues;
}

/** Names of lists whose members count as parts. */
const PARTS = new Set(['decisions', 'knowledge', 'services', 'inputs', 'types']);
/** Levels of JSON for one of the model: a branch is an object in a list under a name. */
const LEVELS = 3;
const MOST_ISSUES = 20;

class Walk {
  readonly issues: Issue[] = [];
  #parts = 0;
  #cells = 0;

  into(value: unknown, path: string, place: readonly string[], depth: number): void {
    if (this.issues.length >= MOST_ISSUES) return;
    if (depth > LIMITS.nesting * LEVELS) {
      this.#issue(path, place, `it is nested more than ${LIMITS.nesting} times`);
      return;
    }
    if (typeof value === 'string') this.#text(value, path, place);
    else if (Array.isArray(value)) this.#list(value, path, place, depth);
    else if (typeof value === 'object' && value !== null) this.#object(value, path, place, depth);
  }

  #object(value: object, path: string, place: readonly string[], depth: number): void {
    const own = placed(value, place);
    for (const [name, inner] of Object.entries(value)) {
      // Kept for the way back to DMN, and used by nothing.
      if (name === 'dmn' && depth === 0) continue;
      const at = path === '' ? name : `${path}.${name}`;
      if (name === 'rules' && Array.isArray(inner) && inner.length > LIMITS.rulesOfTable) {
        this.#issue(at, own, `it has ${inner.length} rules, and ${LIMITS.rulesOfTable} are the most`);
        continue;
      }
      if (Array.isArray(inner) && PARTS.has(name)) this.#count(inner.length, at, own);
      this.into(inner, at, own, depth + 1);
    }
  }

  #list(list: readonly unknown[], path: string, place: readonly string[], depth: number): void {
    if (path.endsWith('.when') || path.endsWith('.then')) {
      const before = this.#cells;
      this.#cells += list.length;
      if (before <= LIMITS.cells && this.#cells > LIMITS.cells)
        this.#issue(path, place, `the model has more than ${LIMITS.cells} cells`);
    }
    for (const [index, inner] of list.entries()) this.into(inner, `${path}[${index}]`, place, depth + 1);
  }

  #count(parts: number, path: string, place: readonly string[]): void {
    const before = this.#parts;
    this.#parts += parts;
    if (before <= LIMITS.parts && this.#parts > LIMITS.parts)
      this.#issue(path, place, `the model has more than ${LIMITS.parts} parts`);
  }

  #text(text: string, path: string, place: readonly string[]): void {
    if (text.length > LIMITS.textLength) {
      this.#issue(path, place, `it has ${text.length} characters, and ${LIMITS.textLength} are the most`);
    } else if (deepest(text) > LIMITS.nesting) {
      this.#issue(path, place, `its brackets are nested more than ${LIMITS.nesting} times`);
    }
  }

  #issue(path: string, place: readonly string[], message: string): void {
    const whole = place.length === 0 ? message : `${place.join(', ')}: ${message}`;
    if (!this.issues.some((known) => known.message === whole)) this.issues.push({ path, message: whole });
  }
}

/** As people call it: a decision or the like by its name, a rule or a leaf by its id. */
function placed(value: object, place: readonly string[]): readonly string[] {
  if ('name' in value && typeof value.name === 'string' && value.name.length < 200)
    return [...place.slice(0, 2), value.name];
  if ('id' in value && typeof value.id === 'string' && 'then' in value)
    return [...place.slice(0, 2), `rule ${value.id.slice(0, 100)}`];
  return place;
}

function deepest(text: string): number {
  let depth = 0;
  let most = 0;
  for (const character of text) {
    if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) depth -= 1;
    most = Math.max(most, Math.abs(depth));
  }
  return most;
}
