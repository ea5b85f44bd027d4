import { DmnModdle } from 'dmn-moddle';
import { describe, expect, test } from 'vitest';
import { readDmn } from '../../../rules/dmn/read.ts';
import { writeDmn } from '../../../rules/dmn/write.ts';
import type { Expression, Model, Table, Tree } from '../../../rules/model.ts';
import { ModelUnfit } from '../../../rules/unfit.ts';
import { imported, sample } from './sample.ts';

function modelOf(logic: Expression): Model {
  return {
    id: 'm',
    inputs: [{ name: 'score' }],
    decisions: [{ name: 'answer', requires: ['score'], logic }],
    answer: 'answer',
  };
}

const tree: Tree = {
  kind: 'tree',
  outputs: [{ type: 'string', default: '"none"' }],
  root: {
    ask: 'score',
    title: { en: 'Score', zh: '得分' },
    branches: [
      { test: '> 80', then: { id: 'high', then: ['"a"'], note: 'the best' } },
      {
        test: '> 50',
        then: { ask: 'score', branches: [{ test: '< 60', then: { id: 'low', then: ['"b"'] } }] },
      },
      { test: '-', then: { id: 'rest', then: ['"c"'] } },
    ],
  },
};

const table: Table = { kind: 'table', hitPolicy: 'U', inputs: [], outputs: [{}], rules: [] };

describe('what Baton does not use', () => {
  const kept = [
    'biodi:annotationsWidth="300"',
    'biodi:width="192"',
    '<crm:owner team="sales">',
    '<crm:since>2026</crm:since>',
    'locationURI="https://example.com/handbook"',
    '<requiredAuthority href="#handbook"',
    '<text>To be told of in June</text>',
    '<description>Asked once for each lead</description>',
    '<description>The best ones</description>',
    '<di:waypoint x="250" y="300"',
    'dmnElementRef="routing"',
    'exporterVersion="5.0"',
    'id="high_when"',
    'name="queue"',
  ];

  test('comes back, in 1.5', async () => {
    const xml = await writeDmn(await readDmn(sample('lead-routing-1-3')));
    expect(kept.filter((text) => !xml.includes(text))).toEqual([]);
    expect(xml).toContain('xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/"');
    expect(xml).toContain('xmlns:dmndi="https://www.omg.org/spec/DMN/20230324/DMNDI/"');
    expect(xml).not.toContain('20191111');
  });

  test('stays with its rule when others come before it', async () => {
    const model = await readDmn(sample('lead-routing-1-3'));
    const [routing] = model.decisions;
    const logic = routing?.logic as Table;
    const rules = [{ id: 'first', when: ['null'], then: ['"nobody"'] }, ...logic.rules];
    const xml = await writeDmn({
      ...model,
      decisions: [{ ...routing, name: 'routing', logic: { ...logic, rules } }],
    });
    expect(xml).toMatch(/<rule id="high">\s*<description>The best ones/);
    expect(xml).toMatch(/<rule id="first">\s*<inputEntry/);
  });
});

describe('a file of 1.3', () => {
  test('opens in tools that know nothing else, and comes back from them', async () => {
    const model = await readDmn(sample('lead-routing-1-3'));
    const xml = await writeDmn(model, { edition: '1.3' });
    const moddle = new DmnModdle({});
    const { rootElement, warnings } = await moddle.fromXML(xml, { lax: false });
    expect(warnings).toEqual([]);
    expect(await readDmn(xml)).toEqual(model);
    const saved = await readDmn((await moddle.toXML(rootElement)).xml);
    expect({ ...saved, dmn: undefined }).toEqual({ ...model, dmn: undefined });
  });

  test('brings a tree back from there, too', async () => {
    const moddle = new DmnModdle({});
    const { rootElement } = await moddle.fromXML(await writeDmn(modelOf(tree), { edition: '1.3' }), {
      lax: false,
    });
    expect(await readDmn((await moddle.toXML(rootElement)).xml)).toEqual(modelOf(tree));
  });

  test('cannot say what came with 1.4', async () => {
    const model = await readDmn(sample('discount-1-4'), { imported });
    const message = 'decision large / logic: DMN 1.3 has no filter';
    await expect(writeDmn(model, { edition: '1.3' })).rejects.toThrow(message);
    await expect(writeDmn(model, { edition: '1.3' })).rejects.toThrow(ModelUnfit);
    expect(await readDmn(await writeDmn(model, { edition: '1.4' }), { imported })).toEqual(model);
  });
});

describe('a tree', () => {
  test('is a table for others, and a tree again', async () => {
    const xml = await writeDmn(modelOf(tree));
    expect(xml).toMatch(/<decisionTable .*hitPolicy="FIRST"/);
    expect(xml.match(/<rule /g)).toHaveLength(4);
    expect(await readDmn(xml)).toEqual(modelOf(tree));
  });

  test.each([
    ['whose table was changed elsewhere', (xml: string) => xml.replace('"a"</text>', '"other"</text>')],
    ['that is no longer readable', (xml: string) => xml.replace('{"ask"', '{"asks"')],
    ['that is no JSON', (xml: string) => xml.replace('{"ask"', '{ask')],
  ])('%s is the table', async (_, change) => {
    const xml = await writeDmn(modelOf(tree));
    expect(change(xml)).not.toBe(xml);
    const back = await readDmn(change(xml));
    expect(back.decisions[0]?.logic).toMatchObject({ kind: 'table', hitPolicy: 'F', rules: { length: 4 } });
  });
});

describe('a model is refused', () => {
  test.each<[string, Model, string]>([
    [
      'with a character that XML cannot hold',
      modelOf({ kind: 'literal', text: '"a\u0000b"' }),
      'decision answer / logic, text: no file can hold the character U+0000',
    ],
    ['with half a character', modelOf({ kind: 'literal', text: '"\ud800"' }), 'U+D800'],
    [
      'that requires what there is not',
      { ...modelOf(table), decisions: [{ name: 'answer', requires: ['nothing'] }] },
      'decision answer: nothing in the model has the name nothing',
    ],
    [
      'whose knowledge requires an input',
      {
        ...modelOf(table),
        knowledge: [
          { name: 'k', requires: ['score'], function: { kind: 'function', parameters: [], body: table } },
        ],
      },
      'knowledge requires nothing but knowledge',
    ],
    [
      'with what no file ever held beside it',
      { ...modelOf(table), dmn: { $: { drgElement: [{ $type: 'dmn:Nothing' }] } } },
      'there is no element dmn:Nothing',
    ],
    ['with markup in a kept name', { ...modelOf(table), dmn: { $: { 'x="1"><evil': 'y' } } }, 'has the name'],
  ])('%s', async (_, model, message) => {
    await expect(writeDmn(model)).rejects.toThrow(ModelUnfit);
    await expect(writeDmn(model)).rejects.toThrow(message);
  });
});
