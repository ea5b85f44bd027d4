import { type Parts, partsOfName, partsOfQuery } from './fold.ts';

/** Letters of the longest beginning of a word that is kept. */
const LONGEST = 10;

/**
 * What a name is found by: each beginning of each of its words, up to ten letters; of Chinese and Japanese each
 * character and each two that follow one another. All folded, none twice.
 */
export function nameTokens(name: string): readonly string[] {
  const { words, runs } = partsOfName(name);
  const tokens = new Set<string>();
  for (const word of words) {
    const letters = [...word].slice(0, LONGEST);
    for (let length = 1; length <= letters.length; length++) tokens.add(letters.slice(0, length).join(''));
  }
  for (const run of runs) {
    const characters = [...run];
    for (const [place, character] of characters.entries()) {
      tokens.add(character);
      const next = characters[place + 1];
      if (next !== undefined) tokens.add(character + next);
    }
  }
  return [...tokens];
}

/**
 * Tokens that every name has which `nameMatches` the query: few and long ones, for an index. Empty where the query has
 * nothing to look for.
 */
export function queryTokens(query: string): readonly string[] {
  const { words, runs } = partsOfQuery(query);
  const tokens = new Set(words.map((word) => [...word].slice(0, LONGEST).join('')));
  for (const run of runs) {
    const characters = [...run];
    if (characters.length === 1) tokens.add(run);
    for (let place = 0; place + 1 < characters.length; place++) {
      tokens.add(characters.slice(place, place + 2).join(''));
    }
  }
  return [...tokens];
}

/** Whether each word of the query begins a word of the name, and each run of Chinese characters stands in it. */
export function nameMatches(name: string, query: string): boolean {
  return partsMatch(partsOfName(name), partsOfQuery(query));
}

function partsMatch(name: Parts, query: Parts): boolean {
  return (
    query.words.every((word) => name.words.some((one) => one.startsWith(word))) &&
    query.runs.every((run) => name.runs.some((one) => one.includes(run)))
  );
}
