import * as z from 'zod';
import { announced, text } from '../define.ts';

/** What a campaign can be for: what other processes announce of a customer. */
export const goals = {
  'lead.qualified': announced({}, text('A lead was qualified', '线索已转化')),
  'opportunity.won': announced({}, text('An opportunity was won', '商机已赢单')),
  'order.placed': announced({}, text('An order was placed', '已下单')),
  'customer.won-back': announced({}, text('A customer was won back', '客户已赢回')),
};

type Goal = keyof typeof goals;
const names = Object.keys(goals) as [Goal, ...Goal[]];

/** The name of one. */
export const goal = z
  .enum(names)
  .meta({ ...text('What a customer does who was won', '活动目标'), examples: ['order.placed'] });
