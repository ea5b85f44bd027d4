import type { Constant } from '../cells/cell.ts';
import type { Model } from '../model.ts';
import { jsonOf } from './between.ts';
import type { Box } from './box.ts';
import { type Dimension, dimensionOf } from './dimension.ts';
import type { Example } from './proof.ts';
import type { Site } from './site.ts';
import { areIndependent, type Source } from './source.ts';
import { type ValueType, valueTypeOf } from './value-type.ts';

/** Inputs that lie in the box: in each dimension the first value that does. */
export function exampleIn(site: Site, dimensions: readonly Dimension[], box: Box): Example {
  const chosen = dimensions.flatMap((dimension, at) => {
    const sample = dimension.atoms[box[at]?.[0] ?? -1]?.sample;
    return sample === undefined ? [] : [{ dimension, sample }];
  });
  const values = Object.fromEntries(
    chosen.flatMap(({ dimension, sample }) =>
      dimension.opaque ? [] : [[dimension.expression, jsonOf(sample)]],
    ),
  );
  const inputs = site.asked === undefined ? undefined : inputsOf(site.model, chosen);
  return { values, ...(inputs === undefined ? {} : { inputs, ask: site.asked ?? '' }) };
}

type Chosen = readonly { readonly dimension: Dimension; readonly sample: Constant }[];

/** All inputs of the model, those that are not asked for by any value; undefined where one cannot be chosen. */
function inputsOf(model: Model, chosen: Chosen): Record<string, unknown> | undefined {
  const free = chosen.every(
    ({ dimension, sample }) => dimension.source.kind === 'input' && isJson(dimension.source, sample),
  );
  if (!free || !areIndependent(chosen.map(({ dimension }) => dimension.source))) return undefined;
  const inputs: Record<string, unknown> = Object.fromEntries(
    model.inputs.map((input) => [input.name, anyOf(valueTypeOf(input.type, model))]),
  );
  for (const { dimension, sample } of chosen) {
    const { root, path } = dimension.source;
    if (!dimension.opaque) inputs[root] = withValue(inputs[root], path, jsonOf(sample));
  }
  return inputs;
}

/** Dates and the like are strings in JSON, and read as dates only where that is the type of the input. */
function isJson(source: Source, sample: Constant): boolean {
  return !('order' in sample) || (source.type.kind === 'scalar' && source.type.of === sample.type);
}

function withValue(whole: unknown, path: readonly string[], value: unknown): unknown {
  const [field, ...rest] = path;
  if (field === undefined) return value;
  const fields = typeof whole === 'object' && whole !== null ? { ...whole } : {};
  return { ...fields, [field]: withValue(Reflect.get(fields, field), rest, value) };
}

const NOWHERE: Source = { kind: 'input', root: '', path: [], type: { kind: 'any', allowed: [] } };

/** Contexts are filled with their fields so deep, and with null below. */
const DEEPEST = 4;

function anyOf(type: ValueType, depth = 0): unknown {
  if (type.kind === 'list') return [];
  if (type.kind === 'context') {
    if (depth >= DEEPEST) return null;
    return Object.fromEntries([...type.fields].map(([name, field]) => [name, anyOf(field, depth + 1)]));
  }
  if (type.kind !== 'scalar') return null;
  const sample = dimensionOf('', NOWHERE, type, [], []).atoms[0]?.sample;
  return sample === undefined ? null : jsonOf(sample);
}
