import type { Model } from '../model.ts';
import { checkModel } from './check-model.ts';
import { checkTable } from './check-table.ts';
import { checkTree } from './check-tree.ts';
import type { Dimension } from './dimension.ts';
import { gridOf } from './grid.ts';
import {
  type Finding,
  PROOF_LIMITS,
  type Proof,
  type ProofLimits,
  type Proved,
  type Severity,
} from './proof.ts';
import { Report } from './report.ts';
import { type Site, sitesOf } from './site.ts';
import { treeDimensions } from './tree-nodes.ts';
import { Work } from './work.ts';

/**
 * What is wrong with the tables and trees of a model, each with inputs that show it, and what was taken for granted.
 * Exact for cells of comparisons, ranges, lists of constants and their negations; where a cell is beyond that, it says
 * so and claims of the others what holds whatever that cell accepts. Never throws, for a model that can be made ready.
 */
export function prove(model: Model, limits: ProofLimits = PROOF_LIMITS): Proof {
  const sites = sitesOf(model).map((site) => proveSite(site, limits));
  const findings = [...checkModel(model), ...sites.flatMap((site) => site.findings)];
  return {
    findings: errorsFirst(findings),
    proved: sites.map(({ proved }) => proved),
  };
}

/** Whether it may not be published: a finding is an error. */
export function blocksPublication(proof: Proof): boolean {
  return proof.findings.some(({ severity }) => severity === 'error');
}

/** Errors first, then warnings, then notes; within each, in the order that they have. */
export function errorsFirst(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((one, other) => WEIGHT[one.severity] - WEIGHT[other.severity]);
}

const WEIGHT: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

function proveSite(site: Site, limits: ProofLimits): { findings: readonly Finding[]; proved: Proved } {
  const work = new Work(limits);
  const report = new Report(site, work);
  const dimensions = check(site, report);
  if (work.ended) {
    report.add('not-finished', 'warning', {
      certain: false,
      text: {
        en: `Not finished: after ${work.boxes} boxes of inputs and ${work.comparisons} comparisons there was more to prove.`,
        zh: `未完成：检查了 ${work.boxes} 组输入、${work.comparisons} 次比较后仍有内容未证明。`,
      },
    });
  }
  const { owner, path, logic } = site;
  return {
    findings: report.findings,
    proved: {
      table: owner,
      ...(path.length === 0 ? {} : { within: path.join(', ') }),
      kind: logic.kind,
      finished: !work.ended,
      boxes: work.boxes,
      columns: dimensions.map((dimension) => ({
        expression: dimension.expression,
        types: dimension.types.filter((type) => type !== 'null'),
        declared: dimension.declared,
        nullable: dimension.types.includes('null'),
        computed: dimension.source.kind === 'computed',
      })),
    },
  };
}

function check(site: Site, report: Report): readonly Dimension[] {
  const { logic } = site;
  if (logic.kind === 'tree') {
    const dimensions = treeDimensions(site, logic);
    checkTree(logic, dimensions, report);
    return dimensions;
  }
  const grid = gridOf(site, logic);
  checkTable(grid, report);
  return grid.dimensions;
}
