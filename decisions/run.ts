import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import type { Outcome } from '../rules/decider.ts';
import { readDmn } from '../rules/dmn/read.ts';
import { writeDmn } from '../rules/dmn/write.ts';
import { rulesInWords } from '../rules/explain.ts';
import type { Model } from '../rules/model.ts';
import { ready } from '../rules/ready.ts';
import { modelSchema } from '../rules/schema.ts';
import { ModelUnfit } from '../rules/unfit.ts';
import { bundledDecisions } from './bundled.ts';

/** What the command says, and with which code it exits. */
export interface Said {
  readonly code: number;
  readonly text: string;
}

const USAGE =
  'usage: npm run decide -- <table> <input.json> [--ask <decision>] [--explain], or <table> --xml; <table> is an id or a .json or .dmn file, and - reads the input from stdin';

/** One line for people, instead of a stack. */
class Refused extends Error {}

/**
 * `npm run decide`: decides on one input or on a list of them, and says output, rules and faults as JSON, in the same
 * order. With `--explain`, the rules that fitted in words besides; with `--xml`, the table as a file of DMN instead.
 */
export async function run(args: readonly string[], stdin: NodeJS.ReadableStream): Promise<Said> {
  try {
    return { code: 0, text: await answer(args, stdin) };
  } catch (error) {
    if (error instanceof Refused || error instanceof ModelUnfit)
      return { code: 1, text: oneLine(error.message) };
    throw error;
  }
}

async function answer(args: readonly string[], stdin: NodeJS.ReadableStream): Promise<string> {
  const { table, file, ask, explain, xml } = parsed(args);
  const model = await modelOf(table);
  if (xml) return (await writeDmn(model)).trimEnd();
  if (file === undefined) throw new Refused(USAGE);
  const inputs = await inputsOf(file, stdin);
  const decider = await ready(model);
  const decide = (input: Readonly<Record<string, unknown>>) => {
    const outcome = decider.decide(input, ask === undefined ? {} : { ask });
    return explain ? { ...outcome, words: inWords(model, outcome) } : outcome;
  };
  return JSON.stringify(Array.isArray(inputs) ? inputs.map(decide) : decide(inputs as Input), null, 2);
}

function parsed(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { ask: { type: 'string' }, explain: { type: 'boolean' }, xml: { type: 'boolean' } },
    });
    const [table, file, ...more] = positionals;
    if (table === undefined || more.length > 0) throw new Refused(USAGE);
    return { table, file, ...values };
  } catch (error) {
    throw error instanceof Refused ? error : new Refused(USAGE);
  }
}

async function modelOf(table: string): Promise<Model> {
  const bundled = Object.hasOwn(bundledDecisions, table) ? bundledDecisions[table] : undefined;
  if (bundled !== undefined) return bundled();
  if (!/\.(json|dmn)$/.test(table))
    throw new Refused(`there is no table ${table}; there are ${Object.keys(bundledDecisions).join(', ')}`);
  const content = await contentOf(table);
  if (table.endsWith('.dmn')) {
    return readDmn(content).catch((error: unknown) => {
      throw new Refused(`${table} is not read: ${error instanceof Error ? error.message : 'it is no DMN'}`);
    });
  }
  const found = modelSchema().safeParse(json(content, table));
  if (found.success) return found.data as Model;
  const [issue] = found.error.issues;
  throw new Refused(`${table} is no decision model: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

type Input = Readonly<Record<string, unknown>>;

async function inputsOf(file: string, stdin: NodeJS.ReadableStream): Promise<Input | readonly Input[]> {
  const given = json(file === '-' ? await text(stdin) : await contentOf(file), file);
  if (Array.isArray(given) && given.every(isInput)) return given;
  if (isInput(given)) return given;
  throw new Refused(`${file} holds no object and no list of objects`);
}

function isInput(value: unknown): value is Input {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function contentOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => {
    throw new Refused(`${file} cannot be read`);
  });
}

function json(content: string, file: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    throw new Refused(`${file} is no JSON`);
  }
}

function inWords(model: Model, { hits }: Outcome): readonly unknown[] {
  const several = hits.length > 1;
  return rulesInWords(
    model,
    hits.flatMap(({ table, rules }) => rules.map((rule) => (several ? `${table}: ${rule}` : rule))),
  );
}

function oneLine(message: string): string {
  return message.replace(/\s*\n\s*/g, ' ');
}
