/** Letters that Unicode does not take apart into a base and a mark. */
const UNDIVIDED: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ħ: 'h', ı: 'i', ł: 'l', þ: 'th' },
};

/** Text as it is compared: without case, accents and width. `Łukasz` and `lukasz` are one, `Ｚｏë` and `zoe` too. */
export function fold(text: string): string {
  const bare = text
    .normalize('NFKD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase();
  // What lower case brings forth (a dotted i) has marks of its own.
  const plain = bare.normalize('NFKD').replaceAll(/\p{Mn}/gu, '');
  return plain.replaceAll(/[ßæœøđðħıłþ]/g, (letter) => UNDIVIDED[letter] ?? letter).normalize('NFC');
}

/** Scripts that are written without spaces between words: they are searched by characters. */
const UNSPACED = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}`;
const RUNS = new RegExp(`[${UNSPACED}]+|(?:(?![${UNSPACED}])[\\p{L}\\p{N}])+`, 'gu');
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'u');
const APOSTROPHES = /['’ʼ`]/g;

/** The words and the runs of characters in a text, folded. */
export interface Parts {
  readonly words: readonly string[];
  /** Chinese and Japanese, without spaces in between. */
  readonly runs: readonly string[];
}

/** A name with an apostrophe is found with and without what stands before it: O’Brien by `obr` and by `bri`. */
export function partsOfName(name: string): Parts {
  const folded = fold(name);
  const joined = split(folded.replaceAll(APOSTROPHES, ''));
  const apart = split(folded.replaceAll(APOSTROPHES, ' '));
  return { words: [...new Set([...joined.words, ...apart.words])], runs: joined.runs };
}

/** What a person looks for. */
export function partsOfQuery(query: string): Parts {
  return split(fold(query).replaceAll(APOSTROPHES, ''));
}

function split(folded: string): Parts {
  const words: string[] = [];
  const runs: string[] = [];
  for (const [run] of folded.matchAll(RUNS)) (IS_UNSPACED.test(run) ? runs : words).push(run);
  return { words, runs };
}
