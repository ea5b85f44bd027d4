import { deployed } from '../simulation/processes/all.ts';

/** What workers carry in place of the deployed processes: those of the simulation. */
export const all = deployed;
