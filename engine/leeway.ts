/** Milliseconds by which the clocks of two processes may differ: what is closer has no order. */
export const LEEWAY = 10_000;
