import type { MigrationReport } from './check-migration.ts';

const MOST_FAILURES = 20;
const MOST_CHARACTERS = 400;

/** What a check found, for people. */
export function render({ process, from, to, seed, values, cases, failures, notes }: MigrationReport): string {
  const name = `${process} ${from} → ${to}`;
  const tried = `${cases} instances in ${values} state values, seed ${seed}`;
  const told = notes.map((note) => `  Note: ${note}.`);
  if (failures.length === 0) return [`${name} is sound (${tried}).`, ...told].join('\n');
  const shown = failures
    .slice(0, MOST_FAILURES)
    .flatMap(({ problem, example, more }, place) => [
      `  ${place + 1}. ${problem}`,
      ...(example === undefined ? [] : [`     in ${shortened(example.state)}`]),
      ...(example?.context === undefined ? [] : [`     with the context ${shortened(example.context)}`]),
      ...(more > 0 ? [`     and in ${more} more`] : []),
    ]);
  const rest = failures.length - MOST_FAILURES;
  return [
    `${name} is not sound (${tried}):`,
    ...shown,
    ...(rest > 0 ? [`  … and ${rest} more problems`] : []),
    ...told,
  ].join('\n');
}

function shortened(value: unknown): string {
  const text = JSON.stringify(value) ?? '';
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)} …` : text;
}
