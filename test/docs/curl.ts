/** What a call of curl sends. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * Reads a call of curl as the documentation writes it: one address at `localhost:3000`, `-X`, `-H` and `--json`,
 * words in single or double quotes, `$name` outside single quotes. Throws where it is not of this form.
 */
export function parseCurl(command: string, variables: Readonly<Record<string, string>>): Sent {
  const [curl, ...words] = wordsOf(command.replaceAll('\\\n', ' ').trim(), variables);
  if (curl !== 'curl') throw new Error(`This is not a call of curl: ${command}`);
  const headers: Record<string, string> = {};
  let method: string | undefined;
  let path: string | undefined;
  let body: string | undefined;
  while (words.length > 0) {
    const word = words.shift() ?? '';
    if (word === '-X') method = words.shift();
    else if (word === '-H') {
      const [, name = '', value = ''] = /^([\w-]+): (.*)$/.exec(words.shift() ?? '') ?? [];
      headers[name] = value;
    } else if (word === '--json') {
      body = words.shift();
      headers['content-type'] = 'application/json';
    } else if (word.startsWith('localhost:3000/')) path = word.slice('localhost:3000'.length);
    else throw new Error(`This test does not know ${word}.`);
  }
  if (path === undefined) throw new Error(`There is no address in: ${command}`);
  return { method: method ?? (body === undefined ? 'GET' : 'POST'), path, headers, ...(body && { body }) };
}

function wordsOf(command: string, variables: Readonly<Record<string, string>>): string[] {
  const fill = (text: string) => text.replaceAll(/\$(\w+)/g, (_, name: string) => variables[name] ?? '');
  const words = command.match(/(?:'[^']*'|"[^"]*"|[^\s'"]+)+/g) ?? [];
  return words.map((word) =>
    word.replaceAll(/'([^']*)'|"([^"]*)"|([^'"]+)/g, (_, single?: string, double?: string, bare?: string) =>
      single === undefined ? fill(double ?? bare ?? '') : single,
    ),
  );
}
