import { figure, type Goal } from '../figure.ts';
import type { Part, Tools } from '../part.ts';
import { runProgram } from '../program.ts';
import type { CampaignCost, CampaignInput } from '../programs/campaign.ts';

const FEW = 2000;
const MANY = 20_000;
/** What a customer may ask of the store among ten times as many: hardly more. The simulated one itself grows slower. */
const GOAL = { atMostTimes: 1.1 } as const;

/** A campaign over a segment, for each customer: three mails, one of ten left alone to compare. */
export const campaign: Part = {
  name: 'campaign',
  beside: `a campaign over ${FEW} customers`,
  async run(tools) {
    const few = await measure(FEW, tools);
    const many = await measure(MANY, tools);
    const compare = (name: string, unit: string, of: (cost: CampaignCost) => number, goal?: Goal) =>
      figure(`${MANY} customers, each: ${name}`, unit, of(many), of(few), goal);
    return [
      compare('CPU, with the store in memory', 'ms', ({ cpuMs }) => cpuMs),
      compare('requests', 'requests', ({ requests }) => requests, GOAL),
      compare('mails', 'mails', ({ mails }) => mails, GOAL),
    ];
  },
};

function measure(customers: number, tools: Tools): Promise<CampaignCost> {
  const input: CampaignInput = { customers };
  return runProgram<CampaignCost>('campaign', { ...input }, tools);
}
