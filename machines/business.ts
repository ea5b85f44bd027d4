/** An amount of business time: hours, minutes and seconds of being open add up; working days end with the last of them. */
export type BusinessWait =
  | { readonly hours?: number; readonly minutes?: number; readonly seconds?: number }
  | { readonly days: number };

/** What XState gives to a delay, and the moment that the engine adds to its system. */
interface DelayArgs {
  readonly system: object;
}

interface Moment {
  /** Epoch milliseconds at which the transition takes effect. */
  readonly at: number;
  reference(kind: string, id: string): unknown;
}

/** What a delay asks of a calendar. */
interface WorkingTime {
  after(from: number, wait: BusinessWait | { readonly milliseconds: number }): number;
  endOfDay(from: number, days: number): number;
  between(from: number, to: number): number;
  nextOpening(from: number): number;
  nextClosing(from: number): number;
}

/** The id of a calendar, or where to find it: in the context, or in the event. */
type CalendarId<A> = string | ((args: A) => string);

/**
 * A delay in business time, for `setup({ delays })`. `{ hours: 2 }` is over when it has been open for two hours,
 * `{ days: 2 }` when the second working day after the day of the transition ends. Throws `RangeError` where the
 * amount is none. Where there is no such calendar, the transition fails as `reference-missing`.
 */
export function business<A extends DelayArgs>(
  wait: BusinessWait,
  calendar: CalendarId<A>,
): (args: A) => number {
  const parts = Object.values(wait);
  const whole = !('days' in wait) || (Number.isInteger(wait.days) && wait.days > 0 && parts.length === 1);
  if (!whole || parts.length === 0 || parts.some((part) => !(part >= 0 && Number.isFinite(part)))) {
    throw new RangeError(`${JSON.stringify(wait)} is no amount of business time.`);
  }
  return delayUntil(calendar, (hours, at) =>
    'days' in wait ? hours.endOfDay(at, wait.days) : hours.after(at, wait),
  );
}

/** A delay until a moment, in epoch milliseconds: none where it is over. */
export function until<A extends DelayArgs>(moment: (args: A) => number): (args: A) => number {
  return (args) => Math.max(0, moment(args) - momentOf(args.system).at);
}

/** A delay of so many milliseconds of business time as there are left of something; none where nothing is. */
export function businessLeft<A extends DelayArgs>(
  left: (args: A) => number,
  calendar: CalendarId<A>,
): (args: A) => number {
  return delayUntil(calendar, (hours, at, args) =>
    hours.after(at, { milliseconds: Math.max(0, left(args)) }),
  );
}

/**
 * The business time that has passed since a moment, in milliseconds, for an action or a delay of a machine: by as much
 * is less left of what `businessLeft` waits for. None outside the engine. Throws where there is no such calendar.
 */
export function businessTimeSince({ system }: DelayArgs, calendar: string, since: number): number {
  if (!('moment' in system)) return 0;
  const { at, reference } = momentOf(system);
  return (reference('calendar', calendar) as WorkingTime).between(since, at);
}

/** Epoch milliseconds at which the transition takes effect, for an action of a machine; 0 outside the engine. */
export function takesEffectAt({ system }: DelayArgs): number {
  return 'moment' in system ? momentOf(system).at : 0;
}

/** A delay until it is open: none where it is open already. */
export function untilOpening<A extends DelayArgs>(calendar: CalendarId<A>): (args: A) => number {
  return delayUntil(calendar, (hours, at) => hours.nextOpening(at));
}

/** A delay until it closes; where it is closed, until it closes after it has opened again. */
export function untilClosing<A extends DelayArgs>(calendar: CalendarId<A>): (args: A) => number {
  return delayUntil(calendar, (hours, at) => hours.nextClosing(at));
}

function delayUntil<A extends DelayArgs>(
  calendar: CalendarId<A>,
  due: (hours: WorkingTime, at: number, args: A) => number,
): (args: A) => number {
  return (args) => {
    const { at, reference } = momentOf(args.system);
    const id = typeof calendar === 'string' ? calendar : calendar(args);
    return due(reference('calendar', id) as WorkingTime, at, args) - at;
  };
}

function momentOf(system: object): Moment {
  if ('moment' in system) return system.moment as Moment;
  throw new TypeError('The moment and calendars are known to the engine: a live actor alone has neither.');
}
