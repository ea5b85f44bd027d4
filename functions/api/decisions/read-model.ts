import { MOST_BYTES, readBody, readText } from '../body.ts';
import { notReady } from './not-ready.ts';

const XML = ['application/xml', 'text/xml'];

/**
 * Reads a body that is JSON, or a file of DMN: the model in it, under the id of the decision in the path where there is
 * one. Throws a `Refusal` as `readBody` does, and for a file that is no model.
 */
export async function readModel(
  request: Request,
  most = MOST_BYTES,
  { decision }: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!XML.includes(type)) return readBody(request, most);
  const text = await readText(request, type, most);
  const { readDmn } = await import('../../../rules/dmn/read.ts');
  const model = await readDmn(text ?? '').catch(notReady);
  return { model: decision === undefined ? model : { ...model, id: decision } };
}
