/** The seed of every random walk in these tests. A failing one is repeated with `BATON_SEED=<seed> npx vitest`. */
export const seed = Number(process.env.BATON_SEED ?? Math.trunc(Math.random() * 2 ** 31));
