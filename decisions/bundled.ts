import type { Model } from '../rules/model.ts';

/** The decisions that come with Baton, by their ids: version 0 of each. */
export const bundledDecisions: Readonly<Record<string, () => Promise<Model>>> = {};
