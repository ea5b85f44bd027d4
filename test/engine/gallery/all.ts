import { always } from './always.ts';
import { businessDelays } from './business.ts';
import { delays } from './delays.ts';
import { effects } from './effects.ts';
import { failing } from './failing.ts';
import { finals, queue } from './finals.ts';
import { guards } from './guards.ts';
import { history } from './history.ts';
import { chained, rivals } from './inlined.ts';
import { memory } from './memory.ts';
import { mixed } from './mixed.ts';
import { nested } from './nested.ts';
import { orders } from './orders.ts';
import { gates, parallel } from './parallel.ts';
import { raising } from './raising.ts';
import type { Specimen } from './specimen.ts';
import { telling } from './telling.ts';
import { wildcards } from './wildcards.ts';

/** Every machine that is compared. */
export const gallery: readonly Specimen[] = [
  always,
  businessDelays,
  chained,
  delays,
  effects,
  failing,
  finals,
  gates,
  guards,
  history,
  memory,
  mixed,
  nested,
  orders,
  parallel,
  queue,
  raising,
  rivals,
  telling,
  wildcards,
];
