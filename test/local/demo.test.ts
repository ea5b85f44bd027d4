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
    /^A lead$/,
    /^ {6}task: Contact the lead — Li Na \(sales\), due Mon 2 Mar 14:00$/,
    /^ {6}because its score is 65, by the rules of lead-scoring: Known: web-form, Known: demo, Known: budget-medium, Call: promising$/,
    /^ {2}Mon 2 Mar 14:00 {2}Lead: time has come: A lead is called within 4 hours → With a manager$/,
    /Lead: It is worth an opportunity \(Sun Lei\) → Qualified$/,
    /^ {6}rule: A lead that qualifies is an opportunity$/,
    /Opportunity: begins → In its stage, /,
    /^The opportunity$/,
    /^ {2}Stage Discovery: worth 24000\.00 CNY, won with 10%, so 2400\.00 CNY is expected\.$/,
    /^ {2}Stage Proposal: worth 24000\.00 CNY, won with 50%, so 12000\.00 CNY is expected\.$/,
    /^ {6}task: Decide on the discount — Sun Lei \(sales-manager\), due Tue 3 Mar 14:00$/,
    /^ {6}because a discount of 15% has to be approved, by the rule of discount-approval: large$/,
    /Opportunity: time has come: .* 8 hours → With the director$/,
    /Opportunity: The discount is granted \(He Jun\)/,
    /^ {6}letter to the customer: “Our quote for CN¥23,460\.00”$/,
    /Opportunity: The customer accepts the quote: it is won → Won$/,
    /^ {6}rule: An opportunity that is won is an order$/,
    /Order: begins → Awaiting payment$/,
    /Customer: An opportunity was won → Active, Step to be done$/,
    /^The order$/,
    new RegExp(`^  Order ${NUMBER}: 23460\\.00 CNY$`),
    /^ {2}\.\.\. 3 days pass: it is Sun 8 Mar 14:00$/,
    /^ {2}Sun 8 Mar 14:00 {2}Order: time has come: Reminds of an open payment this often 3 days$/,
    new RegExp(`^      letter to the customer: “Payment of order ${NUMBER}”$`),
    /^ {6}because it is not paid, and a reminder goes every 3 days$/,
    /Order: The customer has paid, whole or in part → To be packed$/,
    /^ {6}task: Pack the order — Wang Qiang \(packer\), due Mon 9 Mar 14:00$/,
    /Order: The warehouse has packed it \(Wang Qiang\) → To be shipped$/,
    /Order: The carrier has taken it → On its way$/,
    /Order: It has reached the customer → Delivered$/,
    /^ {6}announces order\.delivered$/,
    /^ {6}rule: A delivered order is followed up$/,
    /^The follow-up$/,
    /^ {6}task: Follow up — Zhao Min \(service\), due Wed 18 Mar 17:00$/,
    /Follow-up: time has come: How long somebody has for it 1 day → Missed$/,
    /^ {6}task: See to a missed follow-up — anyone of sales-manager/,
    /^ {6}because nobody did it within 1 day$/,
    /Follow-up: The customer was spoken with \(Sun Lei\) → Over$/,
    /^A case$/,
    /^ {6}letter to the customer: “Your case CAS-20260319-/,
    /^ {6}task: Answer the customer — Zhao Min \(service\), due Thu 19 Mar 11:00$/,
    /^ {6}because a complaint has the priority high: answered within 2 hours, resolved within 16 hours/,
    /^ {2}Thu 19 Mar 10:36 {2}Case: time has come → Little time is left$/,
    /^ {6}letter to team: case-response-warning$/,
    /^ {2}Thu 19 Mar 11:00 {2}Case: time has come → Breached, Escalated$/,
    /^ {6}announces case\.breached$/,
    /^ {6}task: Look after the case — Chen Jie \(service-lead\), due Thu 19 Mar 15:00$/,
    /^ {6}because nobody answered within 2 hours$/,
    /^ {2}Sat 21 Mar 11:00 {2}Case: time has come: How often the customer is reminded of an answer 2 days$/,
    /stood still meanwhile: 14 hours left before, 14 hours after\.$/,
    /^ {6}task: Approve the refund — He Jun \(manager\)/,
    /^ {6}task: Pay the money back — Wu Fang \(finance\)/,
    /Refund: The whole amount was paid back \(Wu Fang\) → Refunded$/,
    /Case: Refund has ended$/,
    /Case: How content the customer is → Rated$/,
    /Customer: A case was closed → To be called$/,
    /^ {6}announces customer\.at-risk$/,
    /^ {6}task: Call a customer at risk — Li Na \(sales\)/,
    /^ {6}because a case that is rated 2 or lower puts a customer at risk$/,
    /^A campaign$/,
    /^ {6}task: Approve the campaign — Sun Lei \(marketing-manager\)/,
    /^ {2}Mon 6 Apr 22:01 {2}Campaign: done → Running$/,
    /^ {2}Its members: Held out 3, May not be sent yet 4, Waiting for the next step 1$/,
    /^ {6}because it is 21:00-08:00 where they live: .*; 30% are held out, to compare$/,
    /^ {2}In the morning 4 mails have left\.$/,
    /^ {2}1 got none: whoever has not agreed to mails/,
    /^ {2}One follows the link in it\.$/,
    /^ {2}Its members: Held out 3, Over 1, Waiting for the goal 4$/,
    /^ {2}2 have had the second mail\.$/,
    /^ {6}announces campaign\.finished$/,
    /^ {2}Written to: 5 customers, 6 mails, 1 followed a link, 1 unsubscribed, 1 ordered$/,
    /^ {2}Held out: 3 customers, 0 mails, 0 followed a link, 0 unsubscribed, 0 ordered$/,
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
    /^线索$/,
    /^ {6}任务：联系线索 — 李娜 \(sales\)，截止 3月2日周一 14:00$/,
    /^ {6}原因：评分 65，依据 lead-scoring 的规则：Known: web-form, Known: demo, Known: budget-medium, Call: promising$/,
    /^ {2}3月2日周一 14:00 {2}线索：到时：联系时限（工作时间） 4 小时 → 已升级至主管$/,
    /线索：转为商机 \(孙磊\) → 已转商机$/,
    /^ {6}规则：合格线索转为商机$/,
    /商机：开始 → 处于当前阶段、/,
    /^商机$/,
    /^ {2}阶段《需求挖掘》：金额 24000\.00 CNY，赢单率 10%，预期 2400\.00 CNY。$/,
    /^ {2}阶段《报价》：金额 24000\.00 CNY，赢单率 50%，预期 12000\.00 CNY。$/,
    /^ {6}任务：审批折扣 — 孙磊 \(sales-manager\)，截止 3月3日周二 14:00$/,
    /^ {6}原因：折扣 15% 需审批，依据 discount-approval 的规则：large$/,
    /商机：到时：.* 8 小时 → 总监审批$/,
    /商机：批准折扣 \(何军\)/,
    /^ {6}致客户邮件：《.*23,460\.00.*》$/,
    /商机：客户接受报价 → /,
    /^ {6}规则：赢单后创建订单$/,
    /订单：开始 → 等待付款$/,
    /^订单$/,
    new RegExp(`^  订单 ${NUMBER}：23460\\.00 CNY$`),
    /^ {2}…… 过了 3 天，现在是 3月8日周日 14:00$/,
    /^ {2}3月8日周日 14:00 {2}订单：到时：付款提醒间隔 3 天$/,
    new RegExp(`^      致客户邮件：《订单 ${NUMBER} 待付款》$`),
    /^ {6}原因：尚未付款，每 3 天 提醒一次$/,
    /订单：客户已付款（全部或部分） → 待打包$/,
    /^ {6}任务：打包订单 — 王强 \(packer\)，截止 3月9日周一 14:00$/,
    /订单：仓库已打包 \(王强\) → 待发货$/,
    /订单：承运人已取件 → 运输中$/,
    /订单：已送达 → 已送达$/,
    /^ {6}宣布 order\.delivered$/,
    /^ {6}规则：订单送达后跟进$/,
    /^跟进$/,
    /^ {6}任务：跟进客户 — 赵敏 \(service\)，截止 3月18日周三 17:00$/,
    /跟进：到时：处理时限 1 天 → 已逾期$/,
    /^ {6}任务：处理逾期跟进 — sales-manager 任一人/,
    /^ {6}原因：1 天 内无人处理$/,
    /跟进：已跟进 \(孙磊\) → 已结束$/,
    /^服务请求$/,
    /^ {6}任务：首次答复客户 — 赵敏 \(service\)，截止 3月19日周四 11:00$/,
    /^ {6}原因：投诉的优先级为 high：工作时间 2 小时 内首次响应，16 小时 内解决$/,
    /^ {2}3月19日周四 10:36 {2}服务请求：到时 → 即将超时$/,
    /^ {6}邮件 team: case-response-warning$/,
    /^ {2}3月19日周四 11:00 {2}服务请求：到时 → 已超时、已升级$/,
    /^ {6}任务：跟进该服务请求 — 陈洁 \(service-lead\)，截止 3月19日周四 15:00$/,
    /^ {2}3月21日周六 11:00 {2}服务请求：到时：等待客户时的提醒间隔 2 天$/,
    /^ {2}等待客户期间解决时钟暂停：之前剩余 14 小时，之后剩余 14 小时。$/,
    /^ {6}任务：批准退款 — 何军 \(manager\)/,
    /退款：已全额退款 \(吴芳\) → 已退款$/,
    /服务请求：退款已结束$/,
    /服务请求：客户满意度评分 → 已评分$/,
    /客户：工单已关闭 → 待联系$/,
    /^ {6}任务：联系有流失风险的客户 — 李娜 \(sales\)/,
    /^ {6}原因：评分不高于 2 的客户视为有流失风险$/,
    /^营销活动$/,
    /^ {6}任务：审批活动 — 孙磊 \(marketing-manager\)/,
    /^ {2}活动成员：.*对照组 3/,
    /^ {6}原因：当地为免打扰时段 21:00-08:00，夜间不发送；30% 为对照组$/,
    /^ {2}次日早晨已发出 4 封邮件。$/,
    /^ {2}1 位未发送：/,
    /^ {2}2 位已收到第二封邮件。$/,
    /^ {2}触达组：5 位客户，邮件 6 封，点击 1，退订 1，下单 1$/,
    /^ {2}对照组：3 位客户，邮件 0 封，点击 0，退订 0，下单 0$/,
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
