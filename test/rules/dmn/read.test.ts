import { describe, expect, test } from 'vitest';
import { readDmn } from '../../../rules/dmn/read.ts';
import { ready } from '../../../rules/ready.ts';
import { ModelUnfit } from '../../../rules/unfit.ts';
import { imported, sample } from './sample.ts';

describe('a file', () => {
  test('of 1.3 becomes a model of its names, its rules by their ids and positions', async () => {
    const { dmn, ...model } = await readDmn(sample('lead-routing-1-3'));
    expect(model).toEqual({
      id: 'lead-routing',
      title: { en: 'Lead routing' },
      description: 'Who takes a lead',
      inputs: [{ id: 'score_in', name: 'score', type: 'number' }],
      decisions: [
        {
          id: 'routing',
          name: 'routing',
          title: { en: 'Routing' },
          type: 'string',
          question: 'Who takes it?',
          requires: ['score'],
          logic: {
            kind: 'table',
            hitPolicy: 'U',
            inputs: [{ expression: 'score', title: { en: 'Score' }, type: 'number' }],
            outputs: [{ type: 'string' }],
            rules: [
              { id: 'high', when: ['>= 80'], then: ['"key-accounts"'] },
              { id: 'r2', when: ['-'], then: ['"every" & <one>'] },
            ],
          },
        },
      ],
      answer: 'routing',
    });
  });

  test('of 1.4 decides, with what it imports', async () => {
    const model = await readDmn(sample('discount-1-4'), { imported });
    expect(model.decisions[0]?.requires).toEqual(['prices', 'shared.limit']);
    expect(model.types).toEqual([
      { name: 'tItems', type: 'number', list: true, allowed: '>= 0', constraint: 'count(?) <= 100' },
    ]);
    const decider = await ready(model);
    expect(decider.decide({ prices: [100, 600, 900] })).toMatchObject({ output: 150, faults: [] });
    expect(decider.decide({ prices: [100, 200] }).output).toBe(0);
  });
});

describe('the decision that answers', () => {
  test('is the first that no other requires', async () => {
    expect((await readDmn(sample('discount-1-4'), { imported })).answer).toBe('rebate');
  });
});

const good = sample('lead-routing-1-3');
const many = (count: number, text: string) => Array.from({ length: count }, () => text).join('');

describe('a file is refused', () => {
  test.each([
    [
      'with a document type',
      good.replace('<definitions', '<!DOCTYPE definitions><definitions'),
      'document types',
    ],
    [
      'with entities that grow',
      good.replace('<definitions', '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><definitions'),
      'document types',
    ],
    [
      'with an entity that it does not know',
      good.replace('Who takes it?', '&who;'),
      'line 12: an & begins no',
    ],
    ['with an entity in an attribute', good.replace('label="Routing"', 'label="&who;"'), 'an & begins no'],
    [
      'with a character that XML has not',
      good.replace('Who takes it?', 'x&#0;'),
      'line 12: &#0; is no character',
    ],
    [
      'with half a character',
      good.replace('label="Routing"', 'label="&#xD83D;"'),
      '&#xD83D; is no character',
    ],
    [
      'that is too large',
      good.replace('</definitions>', `<!--${many(2_000_000, 'x')}--></definitions>`),
      'characters',
    ],
    [
      'that is too deep',
      good.replace('<crm:since>', many(300, '<crm:a>')).replace('</crm:since>', many(300, '</crm:a>')),
      'more than 200 elements',
    ],
    [
      'that declares namespaces without end',
      good.replace(
        '<crm:since>',
        `<crm:since ${Array.from({ length: 1001 }, (_, at) => `xmlns:n${at}="u"`).join(' ')}>`,
      ),
      'namespaces',
    ],
    ['that is not closed', good.replace('</definitions>', ''), 'ends before'],
    ['that ends in a tag', good.slice(0, -4), 'ends within a tag'],
    ['whose tags cross', good.replace('</decision>', '</decisio>'), 'it is no DMN'],
    ['that is no XML', 'score;route\n1;2', 'it is no DMN'],
    ['that is empty', '', 'it is no DMN'],
    [
      'of DMN 1.1',
      good.replaceAll(
        'https://www.omg.org/spec/DMN/20191111/MODEL/',
        'http://www.omg.org/spec/DMN/20151101/dmn.xsd',
      ),
      'no DMN (1.3, 1.4, 1.5)',
    ],
    [
      'with an element of the language that there is not',
      good.replace('<variable name', '<varible name'),
      'varible',
    ],
    ['with text where none may stand', good.replace('<inputData', 'hello <inputData'), 'hello'],
    [
      'with a hit policy that there is not',
      good.replace('id="table"', 'id="table" hitPolicy="BEST"'),
      'no hit policy BEST',
    ],
    [
      'with a rule that lacks a cell',
      good.replace(/<inputEntry>[\s\S]*?<\/inputEntry>/, ''),
      'rule r2: 0 cells',
    ],
    [
      'whose references lead nowhere',
      good.replace('href="#score_in"', 'href="#other"'),
      'decision routing: nothing in the file is #other',
    ],
    ['with two elements of one id', good.replace('id="routing"', 'id="score_in"'), 'the id score_in'],
    [
      'in another language than FEEL',
      good.replace('<text>"key', '<text>').replace('id="high_then"', 'expressionLanguage="javascript"'),
      'not FEEL',
    ],
  ])('%s', async (_, xml, message) => {
    expect(xml).not.toBe(good);
    const refused = await readDmn(xml).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(ModelUnfit);
    expect(String(refused)).toContain(message);
  });

  test.each([
    ['is not given', () => undefined, 'import shared: nothing is known of urn:example:shared'],
    [
      'imports itself',
      () => sample('discount-1-4').replaceAll('urn:example:discount', 'urn:example:shared'),
      'it imports itself',
    ],
  ])('whose import %s', async (_, given, message) => {
    await expect(readDmn(sample('discount-1-4'), { imported: given })).rejects.toThrow(message);
  });

  test('in little time, however it was meant to take long', async () => {
    const deep = `${many(100_000, '<a>')}${many(100_000, '</a>')}`;
    await expect(readDmn(deep)).rejects.toThrow(ModelUnfit);
    await expect(readDmn(many(200_000, '<a b="'))).rejects.toThrow(ModelUnfit);
    await expect(readDmn(many(300_000, '<!--'))).rejects.toThrow(ModelUnfit);
    await expect(readDmn(`<a>${many(600_000, '&#1')}</a>`)).rejects.toThrow(ModelUnfit);
  });
});

test('what is said of a file does not hold the file', async () => {
  const refused = await readDmn(
    good.replace('</definitions>', `${many(50_000, '&amp;')}</definitions>`),
  ).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ModelUnfit);
  expect((refused as ModelUnfit).issues[0]?.message.length).toBeLessThan(600);
});
