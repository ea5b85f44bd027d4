import type { Breach, Law } from './case.ts';

/** Longer than a schedule is kept and a request takes, and a clock is off. */
const SLACK_MS = 6 * 60_000;

/** What decided was in force at the moment of the transition, by the schedule that stood or one of a moment ago. */
export const decided: Law = ({ instance, entries, commits, shelf }) =>
  entries.flatMap(({ revision, at, decisions = [] }, place) =>
    decisions.flatMap(({ decision, version, challenger = false, shadow }): Breach[] => {
      const written = commits[place]?.at ?? 0;
      const all = shelf.schedules(decision);
      const standing = all.filter(
        (one, n) => one.at <= written && (all[n + 1]?.at ?? Number.POSITIVE_INFINITY) >= written - SLACK_MS,
      );
      const isRight = standing.some(({ inForce }) => {
        const wanted = inForce.at(at, instance);
        return (
          wanted?.version === version &&
          (wanted.challenger ?? false) === challenger &&
          wanted.shadow?.version === shadow?.version
        );
      });
      if (isRight) return [];
      return [{ law: 'decided-otherwise', revision, what: `${decision} by version ${version}` }];
    }),
  );
