import type * as z from 'zod';
import { attachmentOutputs } from './attachments/outputs.ts';
import { bulkOutputs } from './bulk/outputs.ts';
import { customerOutputs } from './customers/outputs.ts';
import { decisionOutputs } from './decisions/outputs.ts';
import { definitionOutputs } from './definitions/outputs.ts';
import { eventOutputs } from './events/outputs.ts';
import { exportOutputs } from './exports/outputs.ts';
import { importOutputs } from './imports/outputs.ts';
import { instanceOutputs } from './instances/outputs.ts';
import { jobOutputs } from './jobs/outputs.ts';
import { leadOutputs } from './leads/outputs.ts';
import { recordOutputs } from './records/outputs.ts';
import type { OperationId } from './routes.ts';
import { segmentOutputs } from './segments/outputs.ts';
import { serviceOutputs } from './service/outputs.ts';
import { taskOutputs } from './tasks/outputs.ts';
import { templateOutputs } from './templates/outputs.ts';

/** What each operation answers on success. */
export const outputs = {
  ...customerOutputs,
  ...recordOutputs,
  ...attachmentOutputs,
  ...segmentOutputs,
  ...templateOutputs,
  ...leadOutputs,
  ...instanceOutputs,
  ...eventOutputs,
  ...taskOutputs,
  ...jobOutputs,
  ...bulkOutputs,
  ...importOutputs,
  ...exportOutputs,
  ...decisionOutputs,
  ...definitionOutputs,
  ...serviceOutputs,
} as const satisfies Record<OperationId, z.ZodType>;
