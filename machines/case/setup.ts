import { and, assign, not, or, setup, stateIn } from 'xstate';
import { businessLeft, businessTimeSince, takesEffectAt } from '../business.ts';
import { type ClockName, type Context, type Notice, type Outcome, parts, type Remedy } from './schemas.ts';
import { caseSettings } from './settings.ts';
import { clocksOf, untriaged } from './triage.ts';

interface At {
  readonly context: Context;
  readonly system: object;
}

/** What is left of a clock at this moment, in milliseconds of business time. */
function leftOf({ context: { clocks, calendar }, system }: At, clock: ClockName): number {
  const { leftMs, since } = clocks[clock];
  return since === undefined ? leftMs : leftMs - businessTimeSince({ system }, calendar, since);
}

const calendarOf = ({ context }: At) => context.calendar;
const warningOf = (clock: ClockName) =>
  businessLeft<At>((at) => leftOf(at, clock) - at.context.clocks[clock].warnMs, calendarOf);
const breachOf = (clock: ClockName) => businessLeft<At>((at) => leftOf(at, clock), calendarOf);

/** What the states of a case are written with. */
export const caseSetup = setup({
  ...parts.setup,
  delays: {
    responseWarning: warningOf('response'),
    responseBreach: breachOf('response'),
    resolutionWarning: warningOf('resolution'),
    resolutionBreach: breachOf('resolution'),
    escalationDeadline: caseSettings.delay((set) => set.escalationDeadline),
    idleReminder: caseSettings.delay((set) => set.idleReminder),
    waitingReminder: caseSettings.delay((set) => set.waitingReminder),
    autoClose: caseSettings.delay((set) => set.autoClose),
    surveyDelay: caseSettings.delay((set) => set.surveyDelay),
    reopenWindow: caseSettings.delay((set) => set.reopenWindow),
  },
  actions: {
    setAside: assign(({ system }) => untriaged(caseSettings.at({ system }))),
    tell: assign({ notices: ({ context }, what: Notice) => [...context.notices, what] }),
    told: assign({ notices: ({ context }) => context.notices.slice(1) }),
    giveUpTelling: assign({
      notices: ({ context }) => context.notices.slice(1),
      untold: ({ context }) => (context.untold ?? 0) + 1,
    }),
    startClock: assign({
      clocks: ({ context: { clocks }, system }, { clock }: { clock: ClockName }) => ({
        ...clocks,
        [clock]: { ...clocks[clock], since: takesEffectAt({ system }) },
      }),
    }),
    stopClock: assign({
      clocks: ({ context, system }, { clock }: { clock: ClockName }) => {
        const { since: _, ...stopped } = context.clocks[clock];
        const leftMs = Math.max(0, leftOf({ context, system }, clock));
        return { ...context.clocks, [clock]: { ...stopped, leftMs } };
      },
    }),
    breach: assign({
      breached: ({ context: { breached = [] } }, { clock }: { clock: ClockName }) => [...breached, clock],
    }),
    answer: assign({ answered: true }),
    transfer: assign({ queue: (_, to: { queue: string }) => to.queue }),
    end: assign({ outcome: (_, how: { outcome: Outcome }) => how.outcome }),
    reopen: assign({
      reopened: ({ context: { reopened = 0 } }) => reopened + 1,
      resolution: undefined,
      rating: undefined,
      clocks: ({ context: { clocks, priority }, system }) => {
        const set = caseSettings.at({ system });
        if (set.reopenedClock === 'rest') return clocks;
        return { ...clocks, resolution: clocksOf(priority, set).resolution };
      },
    }),
    remedied: assign({
      remedies: ({ context: { remedies = [] } }, what: Remedy) => [...remedies, what],
      awaited: false,
      wish: undefined,
    }),
    askLead: assign({ lead: ({ system }) => caseSettings.at({ system }).lead }),
    awaits: assign({ awaited: (_, { customer }: { customer: boolean }) => customer }),
  },
  guards: {
    isWarned: ({ context: { clocks } }, { clock }: { clock: ClockName }) =>
      clocks[clock].leftMs <= clocks[clock].warnMs,
    isSpent: ({ context: { clocks } }, { clock }: { clock: ClockName }) => clocks[clock].leftMs === 0,
    isAnswered: ({ context }) => context.answered === true,
    isResolved: or([stateIn({ open: { work: 'resolved' } }), stateIn({ open: { work: 'lapsed' } })]),
    isOver: stateIn({ open: { work: 'over' } }),
    isAtWork: or([
      stateIn({ open: { work: 'assigned' } }),
      stateIn({ open: { work: 'inWork' } }),
      stateIn({ open: { work: 'waiting' } }),
    ]),
    awaitsCustomer: or([stateIn({ open: { work: 'waiting' } }), ({ context }) => context.awaited === true]),
    hasNoRemedy: stateIn({ open: { remedy: 'none' } }),
    somethingToTell: ({ context }) => context.notices.length > 0,
    allIsTold: and([not('somethingToTell'), stateIn({ open: { work: 'over' } })]),
  },
});

export const tell = (to: Notice['to'], about: Notice['about']) =>
  ({ type: 'tell', params: { to, about } }) as const;
