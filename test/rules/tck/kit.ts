import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readDmn } from '../../../rules/dmn/read.ts';
import { isContext } from '../../../rules/feel/kind.ts';
import type { Graph } from '../../../rules/logic/graph.ts';
import { evaluate, link } from '../../../rules/ready.ts';
import { readCases, type TckCase } from './cases.ts';
import { sameValue } from './same-value.ts';

/** Where the kit is: BATON_TCK, or beside the repository. It is read from there, and no part of the project. */
export const tckRoot =
  process.env.BATON_TCK ?? fileURLToPath(new URL('../../../../shared/tck', import.meta.url));

export interface Missed {
  readonly file: string;
  readonly id: string;
  readonly asked: string;
  readonly expected: unknown;
  readonly answered: unknown;
  readonly faults: readonly string[];
}

export interface FolderResult {
  readonly folder: string;
  readonly passed: number;
  readonly total: number;
  readonly missed: readonly Missed[];
}

/** The folders with test cases: `level-2/0004-simpletable-U`. */
export function tckFolders(): string[] {
  return ['level-2', 'level-3'].flatMap((level) =>
    existsSync(join(tckRoot, level))
      ? readdirSync(join(tckRoot, level))
          .toSorted()
          .map((name) => `${level}/${name}`)
      : [],
  );
}

export async function runFolder(folder: string): Promise<FolderResult> {
  const at = join(tckRoot, folder);
  const files = readdirSync(at).toSorted();
  const models = new Map(
    files.filter((file) => file.endsWith('.dmn')).map((file) => [file, readFileSync(join(at, file), 'utf8')]),
  );
  const graphs = new Map<string, Promise<Graph>>();
  const missed: Missed[] = [];
  let total = 0;
  for (const file of files.filter((name) => name.endsWith('.xml'))) {
    for (const testCase of readCases(readFileSync(join(at, file), 'utf8'))) {
      total += 1;
      const graph =
        graphs.get(testCase.model) ?? linked(models.get(testCase.model) ?? '', [...models.values()]);
      graphs.set(testCase.model, graph);
      const miss = await missOf(testCase, graph);
      if (miss !== undefined) missed.push({ file, id: testCase.id, ...miss });
    }
  }
  return { folder, passed: total - missed.length, total, missed };
}

async function linked(xml: string, files: readonly string[]): Promise<Graph> {
  const imported = (namespace: string) =>
    files.find(
      (file) =>
        file.includes(` namespace="${namespace}"`) && !file.includes(`import namespace="${namespace}"`),
    );
  return link(await readDmn(xml, { imported }), []);
}

type Miss = Omit<Missed, 'file' | 'id'>;

async function missOf(testCase: TckCase, linking: Promise<Graph>): Promise<Miss | undefined> {
  for (const { name, value } of testCase.expected) {
    let graph: Graph;
    try {
      graph = await linking;
    } catch (error) {
      return { asked: name, expected: value, answered: undefined, faults: [String(error)] };
    }
    const { output, faults } = evaluate(graph, testCase.inputs, { ask: testCase.invocable ?? name });
    const answered = pick(graph, output, testCase.invocable, name);
    if (!sameValue(answered, value))
      return {
        asked: name,
        expected: value,
        answered,
        faults: faults.map(({ place, message }) => `${place}: ${message}`),
      };
  }
  return undefined;
}

/** Of a service with several outputs, the one that is asked. */
function pick(graph: Graph, output: unknown, service: string | undefined, name: string): unknown {
  const several = (graph.model.services?.find((each) => each.name === service)?.output.length ?? 0) > 1;
  return several && isContext(output) ? output[name] : output;
}
