import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readMails } from './mails.ts';
import { openPlace, type Place } from './place.ts';

const LONG = 180_000;
const NUMBER = 'ORD-\\d{8}-[0-9A-Z]+-[0-9A-Z]+';

/** What the story must tell, in this order, by language. */
const STORY: Readonly<Record<'en' | 'zh', readonly RegExp[]>> = {
  en: [
    /^A small company$/,
    /^ {2}It is Mon 2 Mar 09:00\./,
    /Li Na \(sales\).*Wang Qiang \(packer, warehouse\)/,
    /^ {2}It sets, for the process Order: Reminds of an open payment this often 3 days$/,
    /^ {2}customers\.csv: 10 created, 1 known already, 1 not valid$/,
    /^ {2}row 12: somebody has this mail$/,
    /^ {2}row 13: email: not-valid$/,
    /^ {2}Segment “Regular customers”: 8 of them$/,
    /^The order$/,
    new RegExp(`^  Order ${NUMBER}: 200\\.00 CNY$`),
    /^ {2}\.\.\. 3 days pass: it is Thu 5 Mar 09:00$/,
    /^ {2}Thu 5 Mar 09:00 {2}Order: time has come: Reminds of an open payment this often 3 days$/,
    new RegExp(`^      letter to the customer: “Payment of order ${NUMBER}”$`),
    /^ {6}because it is not paid, and a reminder goes every 3 days$/,
    /Order: The customer has paid, whole or in part → To be packed$/,
    /^ {6}task: Pack the order — Wang Qiang \(packer\), due Fri 6 Mar 09:00$/,
    /Order: The warehouse has packed it \(Wang Qiang\) → To be shipped$/,
    /Order: The carrier has taken it → On its way$/,
    /Order: It has reached the customer → Delivered$/,
    /^ {6}announces order\.delivered$/,
    /^ {6}rule: A delivered order is followed up$/,
    /^The follow-up$/,
    /^ {6}task: Follow up — Zhao Min \(service\), due Sun 15 Mar 12:00$/,
    /Follow-up: time has come: How long somebody has for it 1 day → Missed$/,
    /^ {6}task: See to a missed follow-up — anyone of sales-manager/,
    /^ {6}because nobody did it within 1 day$/,
    /Follow-up: The customer was spoken with \(Sun Lei\) → Over$/,
    /^What goes wrong$/,
    /^ {4}refused with 422, nothing was written: \/input\/lines\/0\/quantity$/,
    /Order: begins → Rejected$/,
    /^ {6}because verifyOrder decided, by line: 0: quantity-not-positive$/,
    /Order: begins → Failed$/,
    /Order: held for a person \(mail-refused\)$/,
    /Order: tried again$/,
    new RegExp(`^      letter to the customer: “Your order ${NUMBER}”$`),
    /^What there is now$/,
    /^ {2}(\d+) of \1 journals are intact, \d+ transitions in all\.$/,
  ],
  zh: [
    /^一家小公司$/,
    /^ {2}现在是 3月2日周一 09:00。/,
    /李娜 \(sales\).*王强 \(packer, warehouse\)/,
    /^ {2}公司设置（订单）：付款提醒间隔 3 天$/,
    /^ {2}customers\.csv：新建 10 位，重复 1 位，无效 1 行$/,
    /^ {2}第 12 行：邮箱已存在$/,
    /^ {2}第 13 行：邮箱: not-valid$/,
    /^ {2}客户分群《老客户》：8 位$/,
    /^订单$/,
    new RegExp(`^  订单 ${NUMBER}：200\\.00 CNY$`),
    /^ {2}…… 过了 3 天，现在是 3月5日周四 09:00$/,
    /^ {2}3月5日周四 09:00 {2}订单：到时：付款提醒间隔 3 天$/,
    new RegExp(`^      致客户邮件：《订单 ${NUMBER} 待付款》$`),
    /^ {6}原因：尚未付款，每 3 天 提醒一次$/,
    /订单：客户已付款（全部或部分） → 待打包$/,
    /^ {6}任务：打包订单 — 王强 \(packer\)，截止 3月6日周五 09:00$/,
    /订单：仓库已打包 \(王强\) → 待发货$/,
    /订单：承运人已取件 → 运输中$/,
    /订单：已送达 → 已送达$/,
    /^ {6}宣布 order\.delivered$/,
    /^ {6}规则：订单送达后跟进$/,
    /^跟进$/,
    /^ {6}任务：跟进客户 — 赵敏 \(service\)，截止 3月15日周日 12:00$/,
    /跟进：到时：处理时限 1 天 → 已逾期$/,
    /^ {6}任务：处理逾期跟进 — sales-manager 任一人/,
    /^ {6}原因：1 天 内无人处理$/,
    /跟进：已跟进 \(孙磊\) → 已结束$/,
    /^出错时$/,
    /^ {4}拒绝 422，未写入任何数据：\/input\/lines\/0\/quantity$/,
    /订单：开始 → 已拒绝$/,
    /^ {6}原因：verifyOrder 按行判定：0: quantity-not-positive$/,
    /订单：开始 → 失败$/,
    /订单：挂起，等待人工 \(mail-refused\)$/,
    /订单：重试$/,
    new RegExp(`^      致客户邮件：《您的订单 ${NUMBER}》$`),
    /^最终结果$/,
    /^ {2}(\d+) 份流水中 \1 份完整，共 \d+ 次变迁。$/,
  ],
};

let place: Place;
beforeAll(async () => {
  place = await openPlace();
}, LONG);
afterAll(() => place.close(), LONG);

/** Each line is there, after the one before. */
function expectTold(out: string, story: readonly RegExp[]): void {
  const lines = out.split('\n');
  let from = 0;
  for (const wanted of story) {
    const found = lines.findIndex((line, n) => n >= from && wanted.test(line));
    expect(found, `${wanted} after line ${from} of:\n${out}`).toBeGreaterThanOrEqual(0);
    from = found + 1;
  }
}

/** What is told, without what is drawn by lot: numbers that are made of ids. */
const withoutIds = (out: string) => out.replaceAll(/\b([A-Z]{3}-\d{8}-[0-9A-Z]{6})-[0-9A-Z]{10}\b/g, '$1');
/** English that is neither a code nor a name: two plain words after each other. */
const ENGLISH = /\b[A-Za-z]{2,} (?!start|run)[a-z]{2,}\b/;

describe('the demonstration', { timeout: LONG }, () => {
  test('tells its story, each time alike, and leaves nothing behind', async () => {
    const folder = place.folder('temporary');
    await mkdir(folder);
    const told: string[] = [];
    for (const args of [[], ['--lang', 'en']]) {
      const { code, out, err } = await place.demo(args, { TMPDIR: folder });
      expect([code, err]).toEqual([0, '']);
      expectTold(out, STORY.en);
      told.push(withoutIds(out));
    }
    expect(told[1]).toBe(told[0]);
    expect(await readdir(folder)).toEqual([]);
  });

  test('tells it in Chinese, and keeps the company, which goes on in its own time', async () => {
    const folder = place.folder('kept');
    const { code, out, err } = await place.demo(['--lang', 'zh', '--keep', folder]);
    expect([code, err]).toEqual([0, '']);
    expectTold(out, STORY.zh);
    const story = out.slice(0, out.lastIndexOf('\n\n'));
    expect(story.split('\n').filter((line) => ENGLISH.test(line.replaceAll(/\([a-z, -]+\)/g, '')))).toEqual(
      [],
    );
    const { mails } = await readMails(join(folder, 'mail'));
    expect(mails.length).toBeGreaterThanOrEqual(7);

    const server = await place.listening(folder, undefined, ['--clock']);
    const time = (await (await fetch(`${server.base}/local/clock`)).json()) as { now: string };
    expect(time.now).toMatch(/^2026-0[345]-/);
    expect(await server.end('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(server.stderr()).toBe('');

    expect(await place.demo(['--keep', folder])).toMatchObject({
      ...{ code: 1, out: '', err: `The demonstration cannot start: ${folder} is not an empty folder.\n` },
    });
  });

  test.each([[['--lang', 'fr']], [['--lang']], [['--keep', '']], [['zh']], [['--faster']]])(
    'refuses %j',
    async (args) => {
      expect(await place.demo(args)).toEqual({
        ...{ code: 1, signal: null, out: '' },
        err: 'The demonstration cannot start: npm run demo -- takes --lang en or zh, and --keep with a folder that is empty or not there.\n',
      });
    },
  );
});
