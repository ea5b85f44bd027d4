let names: ReadonlyMap<string, string> | undefined;

/**
 * A country of ISO 3166 by its two letters or its name in English or Chinese: `CN`, `China` and `中国` are one. What names
 * none comes back as it is.
 */
export function countryCode(text: string): string {
  const name = text.trim();
  if (/^[A-Za-z]{2}$/.test(name)) return name.toUpperCase();
  names ??= allNames();
  return names.get(name.toLowerCase()) ?? name;
}

function allNames(): ReadonlyMap<string, string> {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  return new Map(
    ['en', 'zh'].flatMap((language) => {
      const titles = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
      return codes.flatMap((code): [string, string][] => {
        const title = titles.of(code);
        return title === undefined ? [] : [[title.toLowerCase(), code]];
      });
    }),
  );
}
