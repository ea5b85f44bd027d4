import * as z from 'zod';

const arm = z.strictObject({
  ...{ members: z.int(), sent: z.int(), clicked: z.int(), unsubscribed: z.int(), converted: z.int() },
});

/** What came of a campaign: of those whom it touched, and of those whom it left alone. */
export const figures = z.strictObject({ contacted: arm, heldOut: arm });

export type Figures = z.output<typeof figures>;
type Arm = Figures['contacted'];

const NONE: Arm = { members: 0, sent: 0, clicked: 0, unsubscribed: 0, converted: 0 };

export const noFigures: Figures = { contacted: NONE, heldOut: NONE };

/** Both added up. */
export function together(one: Figures, other: Figures): Figures {
  const sum = (a: Arm, b: Arm): Arm => ({
    members: a.members + b.members,
    sent: a.sent + b.sent,
    clicked: a.clicked + b.clicked,
    unsubscribed: a.unsubscribed + b.unsubscribed,
    converted: a.converted + b.converted,
  });
  return { contacted: sum(one.contacted, other.contacted), heldOut: sum(one.heldOut, other.heldOut) };
}
