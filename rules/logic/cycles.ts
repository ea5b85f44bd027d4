import type { Model } from '../model.ts';
import type { Issue } from '../unfit.ts';

/** Decisions and knowledge that need themselves, each cycle once. Knowledge may call itself: that is recursion. */
export function findCycles(model: Model): Issue[] {
  const requires = new Map<string, readonly string[]>();
  const paths = new Map<string, string>();
  for (const [index, { name, requires: names = [] }] of model.decisions.entries()) {
    requires.set(name, names);
    paths.set(name, `decisions[${index}].requires`);
  }
  for (const [index, { name, requires: names = [] }] of (model.knowledge ?? []).entries()) {
    requires.set(
      name,
      names.filter((required) => required !== name),
    );
    paths.set(name, `knowledge[${index}].requires`);
  }
  for (const [index, { name, output, encapsulated = [] }] of (model.services ?? []).entries()) {
    requires.set(name, [...output, ...encapsulated]);
    paths.set(name, `services[${index}]`);
  }

  const issues: Issue[] = [];
  const done = new Set<string>();
  for (const start of requires.keys()) {
    const stack = [{ name: start, next: 0 }];
    const on = new Set([start]);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const required = done.has(top.name) ? undefined : requires.get(top.name)?.[top.next];
      top.next += 1;
      if (required === undefined) {
        done.add(top.name);
        on.delete(top.name);
        stack.pop();
      } else if (on.has(required)) {
        const cycle = [...stack.map(({ name }) => name), required];
        const message = `it needs itself: ${cycle.slice(cycle.indexOf(required)).join(' → ')}`;
        issues.push({ path: paths.get(top.name) ?? '', message });
      } else if (requires.has(required) && !done.has(required)) {
        on.add(required);
        stack.push({ name: required, next: 0 });
      }
    }
  }
  return issues;
}
