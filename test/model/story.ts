// Schemas as a test writes them, read by the real loader.

import { load } from '../../src/load/index.js';
import {
  buildModel,
  type EnumModel,
  type FieldChange,
  type Model,
  type Modelled,
  type ModelSettings,
  type ObjectModel,
} from '../../src/model/index.js';

export const SETTINGS: ModelSettings = {
  namespace: 'test',
  children: 'manifest',
  propertyNames: 'camelCase',
};

/** Builds whatever the texts say; one file a text. */
export function build(
  texts: readonly string[],
  settings: Partial<ModelSettings> = {},
): Pick<Modelled, 'model' | 'findings'> {
  const files = texts.map((text, index) => ({ path: `${index}.yaml`, text }));
  const { declarations, findings } = load(files);
  const modelled = buildModel(declarations, { ...SETTINGS, ...settings });
  return { model: modelled.model, findings: [...findings, ...modelled.findings] };
}

/** The model of schemas that have nothing wrong with them. */
export function modelOf(texts: readonly string[], settings: Partial<ModelSettings> = {}): Model {
  const { model, findings } = build(texts, settings);
  if (findings.length > 0) {
    throw new Error(findings.map(({ code, message }) => `${code}: ${message}`).join('\n'));
  }
  return model;
}

export function objectOf(model: Model, key: string): ObjectModel {
  const object = model.objects.get(key);
  if (object === undefined) throw new Error(`no ${key}`);
  return object;
}

export function enumOf(model: Model, key: string): EnumModel {
  const found = model.enums.get(key);
  if (found === undefined) throw new Error(`no ${key}`);
  return found;
}

/** An object of two versions: the fields now, and the changes that 1.1 made. */
export function twoVersions(fields: string, changes: string): string {
  return `
object: Thing
version: "1.1"
fields:
${indented(fields, 2)}
history:
  "1.1":
${indented(changes, 4)}
  "1.0": First version
`;
}

function indented(text: string, by: number): string {
  const lines = text.replace(/^\n+|\s+$/g, '').split('\n');
  const least = Math.min(...lines.map((line) => line.search(/\S/)));
  return lines.map((line) => ' '.repeat(by) + line.slice(least)).join('\n');
}

/** The one change of the one step that such an object has. */
export function onlyChange(
  fields: string,
  change: string,
  others: readonly string[] = [],
): FieldChange {
  const { steps } = objectOf(modelOf([twoVersions(fields, change), ...others]), 'test/Thing');
  const found = steps[0]?.changes;
  if (found?.length !== 1 || found[0] === undefined) throw new Error('not one change');
  return found[0];
}

/** A change that carries one field over. */
export function carried(
  fields: string,
  change: string,
  others: readonly string[] = [],
): Extract<FieldChange, { kind: 'carry' }> {
  const found = onlyChange(fields, change, others);
  if (found.kind !== 'carry') throw new Error(`a ${found.kind}`);
  return found;
}
