import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../decisions/run.ts';

let folder = '';
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-decide-'));
  const table = {
    kind: 'table',
    hitPolicy: 'F',
    inputs: [{ expression: 'score' }],
    outputs: [{}],
    rules: [
      { id: 'low', when: ['< 5'], then: ['"no"'] },
      { id: 'high', when: ['-'], then: ['"yes"'] },
    ],
  };
  const decisions = [{ name: 'Grade', requires: ['score'], logic: table }];
  const model = { id: 'grade', inputs: [{ name: 'score', type: 'number' }], decisions, answer: 'Grade' };
  await writeFile(at('grade.json'), JSON.stringify(model));
  await writeFile(at('one.json'), '{"score": 3}');
  await writeFile(at('many.json'), JSON.stringify(Array.from({ length: 2000 }, (_, score) => ({ score }))));
  await writeFile(at('text.json'), 'score');
  await writeFile(at('number.json'), '[1]');
  await writeFile(at('bad.json'), '{"id": "bad"}');
  const wrong = [{ ...decisions[0], logic: { ...table, outputs: [{}, { name: 'b' }] } }];
  await writeFile(at('unfit.json'), JSON.stringify({ ...model, decisions: wrong }));
  const { text } = await run([at('grade.json'), '--xml'], Readable.from([]));
  await writeFile(at('grade.dmn'), text);
});
afterAll(() => rm(folder, { recursive: true }));

const said = async (args: readonly string[], stdin = '') => run(args, Readable.from([stdin]));

test.each(['grade.json', 'grade.dmn'])('decides by %s', async (table) => {
  const { code, text } = await said([at(table), at('one.json')]);
  expect(code).toBe(0);
  expect(JSON.parse(text)).toEqual({ output: 'no', hits: [{ table: 'Grade', rules: ['low'] }], faults: [] });
});

test('decides on thousands, in their order, and on what comes through stdin', async () => {
  const { text } = await said([at('grade.json'), at('many.json')]);
  const outcomes = JSON.parse(text);
  expect(outcomes).toHaveLength(2000);
  expect(outcomes[4].output).toBe('no');
  expect(outcomes[1999].output).toBe('yes');
  expect(JSON.parse((await said([at('grade.json'), '-'], '{"score": 9}')).text).output).toBe('yes');
});

test('says the rules in words where it is asked to', async () => {
  const { text } = await said([at('grade.json'), at('one.json'), '--explain']);
  expect(JSON.parse(text).words).toMatchObject([
    { table: 'Grade', rule: 'low', when: [{ input: 'score', test: '< 5' }] },
  ]);
});

test('decides by a table that comes with Baton', async () => {
  const { text } = await said(['lead-routing', '-'], '{"interest": null, "region": null, "score": 1}');
  expect(JSON.parse(text).hits).toEqual([{ table: 'Routing', rules: ['otherwise'] }]);
});

test.each<[readonly string[], RegExp]>([
  [[], /^usage: /],
  [['lead-routing'], /^usage: /],
  [['lead-routing', 'a', 'b'], /^usage: /],
  [['lead-routing', '-', '--quietly'], /^usage: /],
  [['nothing', '-'], /^there is no table nothing; there are campaign-eligibility, /],
  [['toString', '-'], /^there is no table toString/],
  [['missing.json', '-'], /^missing.json cannot be read$/],
  [['FOLDER/text.json', '-'], /text.json is no JSON$/],
  [['FOLDER/bad.json', '-'], /bad.json is no decision model: inputs: /],
  [['FOLDER/grade.json', 'FOLDER/text.json'], /text.json is no JSON$/],
  [['FOLDER/grade.json', 'FOLDER/number.json'], /number.json holds no object and no list of objects$/],
  [['FOLDER/grade.json', 'FOLDER/missing.json'], /missing.json cannot be read$/],
  [['FOLDER/unfit.json', 'FOLDER/one.json'], /^grade: .*1 answers for 2 outputs/],
])('%j is refused in one line', async (args, message) => {
  const { code, text } = await said(args.map((arg) => arg.replace('FOLDER', folder)));
  expect(code).toBe(1);
  expect(text).toMatch(message);
  expect(text).not.toContain('\n');
});
