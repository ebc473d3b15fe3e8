// Shapes in the formats that `show` offers.

import type { JsonValue } from '../../core/json.js';
import { compareVersions, formatVersion, type Version } from '../../core/version.js';
import { dataName } from '../../emit/index.js';
import { jsonSchemaOf } from '../../emit/json-schema.js';
import { print } from '../../emit/print.js';
import { annotation } from '../../emit/type-syntax.js';
import { wireType } from '../../emit/types.js';
import {
  canonicalShape,
  shapeAt,
  type Model,
  type ObjectModel,
  type Shape,
} from '../../model/index.js';
import { formatTable } from './format-table.js';
import { formatYaml, isMap } from './format-yaml.js';

/** One object at one version. */
export interface ShownShape {
  readonly object: ObjectModel;
  readonly version: Version;
  readonly shape: Shape;
}

interface Context {
  readonly model: Model;
  /** Of the envelope's keys. */
  readonly prefix: string;
}

const FORMATS = {
  table: (shapes) => shapes.map(formatTable).join('\n'),
  yaml: (shapes) => shapes.map(yaml).join('---\n'),
  json: (shapes, context) =>
    json(byNameAndVersion(shapes, context, ({ shape }) => canonicalShape(shape))),
  'json-schema': (shapes, context) => {
    const { model, prefix } = context;
    const schemaOf = ({ object, version }: ShownShape): JsonValue =>
      jsonSchemaOf(model, object, version, { prefix });
    const [only] = shapes;
    // One shape is a schema of its own; several are a map of schemas.
    return json(
      shapes.length === 1 && only !== undefined
        ? schemaOf(only)
        : byNameAndVersion(shapes, context, schemaOf),
    );
  },
  ts: (shapes, { model }) => shapes.map((one) => dataInterface(model, one)).join('\n'),
} satisfies Record<string, (shapes: readonly ShownShape[], context: Context) => string>;

export type ShowFormat = keyof typeof FORMATS;

export function isShowFormat(text: string): text is ShowFormat {
  return Object.hasOwn(FORMATS, text);
}

export function formatShapes(
  format: ShowFormat,
  shapes: readonly ShownShape[],
  context: Context,
): string {
  return FORMATS[format](shapes, context);
}

/** Every object at every version, oldest first. */
export function everyVersion(model: Model): readonly ShownShape[] {
  return [...model.objects.values()].flatMap((object) =>
    object.versions.map((version) => shown(object, version)),
  );
}

export function shown(object: ObjectModel, version: Version): ShownShape {
  const shape = shapeAt(object, version);
  if (shape === undefined) throw new Error(`${object.key} has no ${formatVersion(version)}`);
  return { object, version, shape };
}

/** `{"Flavor": {"1.0": …}}`; the majors of one object stand together, and namespaces only where names meet. */
function byNameAndVersion(
  shapes: readonly ShownShape[],
  { model }: Context,
  valueOf: (shape: ShownShape) => JsonValue,
): JsonValue {
  const result = new Map<string, Map<string, JsonValue>>();
  const ordered = [...shapes].sort((a, b) => compareVersions(a.version, b.version));
  for (const one of ordered) {
    const name = nameIn(model, one.object);
    const versions = result.get(name) ?? new Map<string, JsonValue>();
    versions.set(formatVersion(one.version), valueOf(one));
    result.set(name, versions);
  }
  const sorted = [...result].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, versions]) => [name, Object.fromEntries(versions)]));
}

function nameIn(model: Model, { name, namespace }: ObjectModel): string {
  const isShared = [...model.objects.values()].some(
    (other) => other.name === name && other.namespace !== namespace,
  );
  return isShared ? `${namespace}/${name}` : name;
}

function dataInterface(model: Model, { object, version, shape }: ShownShape): string {
  const label = formatVersion(version);
  // Here nothing stands beside the interface that an inline enum could be named in.
  const names = { model, inline: (values: readonly string[]) => values.map(quoted).join(' | ') };
  const fields = [...shape.fields.values()].map(
    ({ name, type }) => `  ${name}?:${print(annotation(wireType(names, type)), 2)};`,
  );
  const name = dataName(model, object, version);
  return `/** ${object.name} ${label} as data. */\nexport interface ${name} {\n${fields.join('\n')}\n}\n`;
}

function quoted(value: string): string {
  return JSON.stringify(value);
}

function yaml({ object, version, shape }: ShownShape): string {
  const described = canonicalShape(shape);
  const head = { object: object.name, version: formatVersion(version) };
  return formatYaml(isMap(described) ? { ...head, ...described } : head);
}

function json(value: JsonValue): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
