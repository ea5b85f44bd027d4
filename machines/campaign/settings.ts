import * as z from 'zod';
import { role } from '../codes.ts';
import { text } from '../define.ts';
import { duration, settings } from '../settings.ts';

/** What a company may change about its campaigns. */
export const campaignSettings = settings('campaign', {
  role: role.default('marketer').meta(text('Who works on drafts', '负责草稿的角色')),
  approverRole: role.default('marketing-manager').meta(text('Who approves', '审批角色')),
  draftWithin: duration.default({ days: 7 }).meta(text('How long a draft may take', '草稿时限')),
  draftKept: duration.default({ days: 90 }).meta(text('A draft is dropped after', '草稿保留期限')),
  approvalWithin: duration.default({ days: 2 }).meta(text('How long an approval may take', '审批时限')),
  approvalKept: duration
    .default({ days: 14 })
    .meta(text('What nobody approves is a draft again after', '未审批退回期限')),
  holdOut: z
    .int()
    .min(0)
    .max(90)
    .default(10)
    .meta(text('How many of a hundred customers are left alone, to compare', '对照组百分比')),
  pausedKept: duration
    .default({ days: 90 })
    .meta(text('One that stays paused is ended after', '暂停保留期限')),
  settling: duration
    .default({ hours: 2 })
    .meta(text('How long after its end it is measured', '结束后多久统计')),
});
