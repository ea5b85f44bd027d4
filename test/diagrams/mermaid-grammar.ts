const text = String.raw`(?:[^"#;:{}<>%\\&$@|~^\n]|#\d+;)*`;
const name = String.raw`s\d+`;

/** A line of a state diagram: what it is, and where more lines belong to it. */
const forms: readonly (readonly [RegExp, 'opens' | 'closes' | 'note' | 'end' | 'plain'])[] = [
  [new RegExp(`^state "${text}" as (${name})$`), 'plain'],
  [new RegExp(`^state ${name} \\{$`), 'opens'],
  [/^\}$/, 'closes'],
  [/^--$/, 'plain'],
  [new RegExp(`^${name} : ${text}$`), 'plain'],
  [new RegExp(`^(?:${name}|\\[\\*\\]) --> (?:${name}|\\[\\*\\])(?: : ${text})?$`), 'plain'],
  [new RegExp(`^note right of ${name}$`), 'note'],
];

/** What of a text is no state diagram of Mermaid, in as much of its grammar as is written here. */
export function mermaidBreaches(diagram: string): string[] {
  const [fence, title = '', end, first, ...lines] = diagram.trimEnd().split('\n');
  const found: string[] = [];
  if (fence !== '---' || !/^title: ".*"$/.test(title) || end !== '---') found.push('its front matter');
  if (first !== 'stateDiagram-v2') found.push('its first line');
  const declared = new Set<string>();
  let depth = 0;
  let inNote = false;
  for (const line of lines.map((one) => one.trim())) {
    if (inNote) {
      inNote = line !== 'end note';
      if (!new RegExp(`^${text}$`).test(line)) found.push(line);
      continue;
    }
    const form = forms.find(([pattern]) => pattern.test(line));
    if (form === undefined) found.push(line);
    const own = form?.[0].exec(line)?.[1];
    if (own !== undefined) declared.add(own);
    const named = line.startsWith('state "') ? [] : (line.split(' : ')[0]?.match(/\bs\d+\b/g) ?? []);
    found.push(
      ...named.filter((one) => !declared.has(one)).map((one) => `${one} is not declared before: ${line}`),
    );
    if (form?.[1] === 'opens') depth += 1;
    if (form?.[1] === 'closes') depth -= 1;
    if (depth < 0) found.push('closes what is not open');
    inNote = form?.[1] === 'note';
  }
  return depth === 0 && !inNote ? found : [...found, 'does not end'];
}
