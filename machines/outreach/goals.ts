import * as z from 'zod';
import { text } from '../define.ts';

const instance = z.string().regex(/^[\w-]{1,64}$/, 'is not an instance');
const currency = z.string().regex(/^[A-Z]{3}$/, 'is not a currency');

/** What a campaign can be for: announcements of other processes, each as it is told. */
export const goals = {
  'lead.qualified': z.object({
    ...{ instance, opportunityValueMinor: z.int().optional(), currency: currency.optional() },
    owner: z.string().max(64).optional(),
  }),
  'opportunity.won': z.object({
    ...{ instance, valueMinor: z.int(), currency, lines: z.array(z.looseObject({})).max(100).optional() },
  }),
  'order.placed': z.object({ instance, totalMinor: z.int(), currency }),
  'customer.won-back': z.object({ instance }),
};

type Goal = keyof typeof goals;
const names = Object.keys(goals) as [Goal, ...Goal[]];

/** The name of one. */
export const goal = z
  .enum(names)
  .meta({ ...text('What a customer does who was won', '活动目标'), examples: ['order.placed'] });
