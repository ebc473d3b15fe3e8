// Judges of primitives that know shapes and no history: their JSON Schemas, compiled by ajv.

import type { JsonValue } from '../core/json.js';
import type { Version } from '../core/version.js';
import { definitionName, jsonSchemaOfAll } from '../emit/json-schema.js';
import type { JsonSchemaOptions } from '../emit/json-schema.js';
import type { Model, ObjectModel } from '../model/model.js';

/** What is wrong with a primitive, by place: `/versioned_object.data/name must be string`; nothing when it fits. */
export type Judge = (primitive: JsonValue) => readonly string[];

/** The judge of an object at one of its versions. */
export type Judges = (object: ObjectModel, version: Version) => Judge;

/** Judges for all objects of a model. Loads ajv, which only tests and `verify` need. */
export async function createJudges(model: Model, options: JsonSchemaOptions): Promise<Judges> {
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  // Patterns are those of the schemas' authors, and a type may be left to a reference.
  const ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    ownProperties: true,
    // Optimising the validators takes longer than they run.
    code: { optimize: false },
  });
  ajv.addSchema(jsonSchemaOfAll(model, options), 'model');
  return (object, version) => {
    const name = definitionName(object, version);
    const validate = ajv.getSchema(`model#/$defs/${encodeURIComponent(name)}`);
    if (validate === undefined) throw new Error(`${name} is not in the model`);
    return (primitive) => {
      if (validate(primitive) === true) return [];
      return (validate.errors ?? []).map(
        ({ instancePath, message = 'is wrong' }) => `${instancePath} ${message}`,
      );
    };
  };
}
