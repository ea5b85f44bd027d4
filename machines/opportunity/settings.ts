import * as z from 'zod';
import { code, reason, role } from '../codes.ts';
import { text } from '../define.ts';
import { duration, settings } from '../settings.ts';

/** Hours in which the calendar is open. */
const openHours = z.strictObject({ hours: z.number().min(0.1).max(1000) });

const title = z.strictObject({ en: z.string().min(1).max(100), zh: z.string().min(1).max(100) });

const stage = z.strictObject({
  id: code.meta(text('The code of the stage', '阶段代码')),
  title: title.meta(text('What people call it', '阶段名称')),
  probability: z.int().min(0).max(100).meta(text('How likely a deal is won from here, in percent', '赢单率')),
  needs: z
    .array(code)
    .max(20)
    .meta(
      text(
        'What must be known to enter: value, closeDate, quote (a valid one was sent), or any fact',
        '进入条件：value、closeDate、quote 或任意事实代码',
      ),
    ),
  staleAfter: duration.meta(text('A deal without an event for so long is stalled', '停滞判定时长')),
});

export type Stage = z.output<typeof stage>;

/** The last stages ask for more: a deal moves on when its buyer has. */
const PIPELINE: z.input<typeof stage>[] = [
  {
    id: 'discovery',
    title: { en: 'Discovery', zh: '需求挖掘' },
    probability: 10,
    needs: [],
    staleAfter: { days: 14 },
  },
  {
    id: 'solution',
    title: { en: 'Solution', zh: '方案' },
    probability: 30,
    needs: ['contact', 'need'],
    staleAfter: { days: 14 },
  },
  {
    id: 'proposal',
    title: { en: 'Proposal', zh: '报价' },
    probability: 50,
    needs: ['contact', 'need', 'value', 'closeDate'],
    staleAfter: { days: 10 },
  },
  {
    id: 'negotiation',
    title: { en: 'Negotiation', zh: '谈判' },
    probability: 75,
    needs: ['value', 'closeDate', 'decision-maker', 'quote'],
    staleAfter: { days: 7 },
  },
];

/** What a company may change about opportunities. */
export const opportunitySettings = settings('opportunity', {
  stages: z
    .array(stage)
    .min(1)
    .max(20)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'must not hold a stage twice')
    .prefault(PIPELINE)
    .meta(text('The pipeline, in order', '销售阶段，按顺序')),
  role: role.default('sales').meta(text('Who looks after deals', '跟进角色')),
  manager: role.default('sales-manager').meta(text('Who decides on discounts', '折扣审批角色')),
  director: role
    .default('sales-director')
    .meta(text('Who decides when the manager does not', '升级审批角色')),
  calendar: z.string().min(1).max(100).default('china').meta(text('Whose hours count', '工作日历')),
  approvalWithin: openHours
    .default({ hours: 8 })
    .meta(text('A discount is decided on within; then the director is asked', '折扣审批时限（工作时间）')),
  directorWithin: openHours
    .default({ hours: 16 })
    .meta(text('Then the director decides within; else it is declined', '升级审批时限，逾期视为拒绝')),
  quoteValid: duration.default({ days: 30 }).meta(text('How long a quote can be accepted', '报价有效期')),
  handWithin: openHours
    .default({ hours: 8 })
    .meta(text('A quote that could not be mailed is brought within', '人工送达报价时限')),
  attendWithin: openHours
    .default({ hours: 16 })
    .meta(text('A stalled or overdue deal is seen to within', '停滞或逾期商机处理时限')),
  openAtMost: duration
    .default({ days: 730 })
    .meta(text('A deal that is open for longer is lost as abandoned', '商机最长保留期')),
  lostFollowUp: duration
    .default({ days: 90 })
    .meta(text('When a lost deal is followed up', '输单后再跟进间隔')),
  lostForGood: z
    .array(reason)
    .max(50)
    .default(['not-a-fit', 'duplicate', 'closed-down', 'customer-removed'])
    .meta(text('Reasons after which nobody follows up', '不再跟进的输单原因')),
});

export type OpportunitySettings = ReturnType<typeof opportunitySettings.at>;
