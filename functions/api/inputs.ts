import type * as z from 'zod';
import { attachmentInputs } from './attachments/inputs.ts';
import { bulkInputs } from './bulk/inputs.ts';
import { customerInputs } from './customers/inputs.ts';
import { decisionInputs } from './decisions/inputs.ts';
import { definitionInputs } from './definitions/inputs.ts';
import { eventInputs } from './events/inputs.ts';
import { exportInputs } from './exports/inputs.ts';
import { importInputs } from './imports/inputs.ts';
import { instanceInputs } from './instances/inputs.ts';
import { jobInputs } from './jobs/inputs.ts';
import { lazily } from './lazily.ts';
import { leadInputs } from './leads/inputs.ts';
import { recordInputs } from './records/inputs.ts';
import type { OperationId } from './routes.ts';
import { segmentInputs } from './segments/inputs.ts';
import { serviceInputs } from './service/inputs.ts';
import { taskInputs } from './tasks/inputs.ts';
import { templateInputs } from './templates/inputs.ts';

/** What each operation takes: path and query as texts, the body as JSON. Unknown fields are refused. */
export const inputs = lazily({
  ...customerInputs,
  ...recordInputs,
  ...attachmentInputs,
  ...segmentInputs,
  ...templateInputs,
  ...leadInputs,
  ...instanceInputs,
  ...eventInputs,
  ...taskInputs,
  ...jobInputs,
  ...bulkInputs,
  ...importInputs,
  ...exportInputs,
  ...decisionInputs,
  ...definitionInputs,
  ...serviceInputs,
} as const satisfies Record<OperationId, () => Input>);

interface Input {
  readonly path: z.ZodObject;
  readonly query: z.ZodObject;
  readonly body?: z.ZodType;
}

type Body<O extends OperationId> = (typeof inputs)[O] extends { body: infer S extends z.ZodType }
  ? z.output<S>
  : undefined;

/** What an operation's handler gets, parsed. */
export interface Parsed<O extends OperationId> {
  readonly path: z.output<(typeof inputs)[O]['path']>;
  readonly query: z.output<(typeof inputs)[O]['query']>;
  readonly body: Body<O>;
}
