import { describe, expect, test } from 'vitest';
import { diagramOf, statesIn } from '../../diagrams/diagram.ts';
import { inWords } from '../../diagrams/language.ts';
import { widthOf, wrapped } from '../../diagrams/measure.ts';
import { sketchOf } from '../../diagrams/sketch.ts';
import { svgOf } from '../../diagrams/svg.ts';
import { definition as order } from '../../machines/order/v1.ts';
import { parseSvg } from './parsed-svg.ts';

const english = diagramOf(order, 'en');
const chinese = diagramOf(order, 'zh');
const at = (path: string, diagram = english) => statesIn(diagram.root).find((state) => state.path === path);
const waysOf = (path: string, diagram = english) =>
  at(path, diagram)?.ways.map(({ cause, text, guard }) => [cause, text, guard]);

describe('what an author wrote is what people read', () => {
  test('a state by its title, in the language that is asked for, or by its name', () => {
    const path = 'open.fulfilment.awaitingPayment';
    expect([at(path)?.title, at(path, chinese)?.title]).toEqual(['Awaiting payment', '等待付款']);
    expect([at('open.notices.telling', chinese)?.title, at('')?.title]).toEqual(['Telling', 'Order']);
  });

  test('an event by the title of its schema, a delay by its name and length, a guard by its name', () => {
    const path = 'open.fulfilment.awaitingPayment';
    const pay = 'The customer has paid, whole or in part';
    expect(waysOf(path)).toEqual(
      expect.arrayContaining([
        ['event', pay, 'covers'],
        ['event', pay, 'pays part'],
        ['delay', 'Payment deadline (14\u00a0days)', undefined],
        ['always', '', 'free'],
      ]),
    );
    expect(waysOf(path, chinese)).toContainEqual(['event', '客户已付款（全部或部分）', 'covers']);
  });

  test('the end of an actor and of all regions as such, and what is left when no condition holds', () => {
    expect(waysOf('verifying')).toEqual([
      ['done', 'done', 'condition'],
      ['done', 'done', 'otherwise'],
      ['failed', 'failed', undefined],
    ]);
    expect(waysOf('open')).toEqual([['ended', 'all of it has ended', undefined]]);
    expect(waysOf('open.notices.quiet')?.[1]).toEqual(['always', '', 'settled and not something to tell']);
  });

  test('a task with its role, and what a state has done', () => {
    expect(at('open.fulfilment.packing')?.task).toEqual({
      ...{ title: 'Pack the order', role: 'Packer', due: 'Packing reminder (1\u00a0day)' },
    });
    expect(at('open.notices.telling')?.actors).toEqual([{ id: 'notice', title: 'Notify', kind: 'effect' }]);
    expect(at('verifying')?.actors).toEqual([{ id: 'verification', title: 'Verify order', kind: 'inline' }]);
  });
});

describe('a sketch', () => {
  const { links, folded } = sketchOf(english);

  test('has one arrow from one state to another, with all its ways', () => {
    const packing = links.filter(({ from }) => from === 'open.fulfilment.packing');
    expect(packing.map(({ to, ways }) => [to, ways.length])).toEqual([
      ['open.fulfilment.shipping', 1],
      ['open.fulfilment.refunding', 3],
    ]);
  });

  test('folds a wait that only reminds into the state that it is in', () => {
    expect(folded.get('open.fulfilment.packing.waiting')).toBe('open.fulfilment.packing');
    expect(folded.has('open.fulfilment.refunding.waiting')).toBe(false);
  });

  test('leads from wherever it stands where a state takes an event for what is in it', () => {
    const from = 'open.fulfilment.refunding#anywhere';
    expect(links).toContainEqual(expect.objectContaining({ from, to: 'open.fulfilment.refunding.deciding' }));
  });
});

test('the states in which an instance stands are marked, with all that they lie in', async () => {
  const stands = ['open.fulfilment.packing.waiting', 'open.notices.quiet'];
  const { elements, texts } = parseSvg(await svgOf(english, { stands }));
  const marked = elements.flatMap(({ attributes }, index) =>
    attributes.class?.endsWith(' stands') ? [elements[index - 1]?.attributes['data-state']] : [],
  );
  const places = ['open', 'open.fulfilment', 'open.fulfilment.packing', 'open.notices', 'open.notices.quiet'];
  expect(marked).toEqual(places);
  expect(texts[1]).toContain('it stands here: Waiting, Quiet');
});

test.each([
  ['awaitingPayment', 'Awaiting payment'],
  ['credit-check', 'Credit check'],
  ['step2Done', 'Step2 done'],
  ['', ''],
])('%s is %s', (name, words) => {
  expect(inWords(name)).toBe(words);
});

test.each([
  ['between words', 'one two three', 50, ['one two', 'three']],
  ['after any Chinese character, but not before a mark', '承运人，未取件', 40, ['承运', '人，未', '取件']],
  ['within a word that is too long', 'abcdefghij', 30, ['abcd', 'efgh', 'ij']],
  ['not within a length of time', 'wait (14\u00a0days)', 70, ['wait', '(14\u00a0days)']],
  ['nowhere', '', 10, ['']],
])('a text is broken %s', (_, text, most, lines) => {
  const broken = wrapped(text, 12, most);
  expect(broken).toEqual(lines);
  for (const line of broken.filter((one) => !one.includes('，')))
    expect(widthOf(line, 12)).toBeLessThanOrEqual(most);
});
