// A judge of primitives that knows one shape and no history: its JSON Schema, compiled by ajv.

import type { JsonValue } from '../core/json.js';
import type { Version } from '../core/version.js';
import { jsonSchemaOf } from '../emit/json-schema.js';
import type { JsonSchemaOptions } from '../emit/json-schema.js';
import type { Model, ObjectModel } from '../model/model.js';

/** What is wrong with a primitive, by place: `/versioned_object.data/name must be string`; nothing when it fits. */
export type Judge = (primitive: JsonValue) => readonly string[];

/** The judge of an object at one version. Loads ajv, which only tests and `verify` need. */
export async function judgeOf(
  model: Model,
  object: ObjectModel,
  version: Version,
  options: JsonSchemaOptions,
): Promise<Judge> {
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  // The vocabulary of annotations is used freely, and patterns are those of the schemas' authors.
  const ajv = new Ajv2020({ allErrors: true, strict: false, ownProperties: true });
  const validate = ajv.compile(jsonSchemaOf(model, object, version, options));
  return (primitive) => {
    if (validate(primitive)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message = 'is wrong' }) => `${instancePath} ${message}`,
    );
  };
}
