/** What people do at a company, each thing at its time. */
export interface Agenda {
  /** At a moment, in epoch milliseconds; what is planned behind the end never happens. */
  at(moment: number, deed: () => Promise<unknown>): void;
  /** Does one after the other, soonest first, and lets time pass between them up to the end. */
  run(passTo: (moment: number) => Promise<void>): Promise<void>;
}

export function createAgenda(endsAt: number): Agenda {
  const planned: { readonly moment: number; readonly deed: () => Promise<unknown> }[] = [];
  return {
    at(moment, deed) {
      if (moment >= endsAt) return;
      const place = planned.findIndex((one) => one.moment > moment);
      planned.splice(place === -1 ? planned.length : place, 0, { moment, deed });
    },
    async run(passTo) {
      for (let next = planned.shift(); next !== undefined; next = planned.shift()) {
        await passTo(next.moment);
        await next.deed();
      }
      await passTo(endsAt);
    },
  };
}
