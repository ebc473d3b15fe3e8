// One object's file: the frame of templates/object.ts, filled.

import { kebabCase } from '../core/names.js';
import { formatVersion } from '../core/version.js';
import type { Model, ObjectModel } from '../model/index.js';
import { accessors, comment, slots } from './class.js';
import { crossStatements } from './cross.js';
import { dataName, dataTypes, sharedVersions } from './data-types.js';
import { decodeStatements } from './decode.js';
import { childClasses, descriptionProperties, fileName, hookTypes } from './describe.js';
import { type Doc, choice, group, hardline, indent, line } from './doc.js';
import { encodeProperties } from './encode.js';
import { variableOf } from './lines.js';
import { methodMembers } from './methods.js';
import { type ObjectPlan, planOf } from './plan.js';
import { print } from './print.js';
import { type EmitInput, type EmittedFile, type EmitSettings, extension } from './settings.js';
import { storedMembers } from './storage-methods.js';
import { tableTypes } from './storage-tables.js';
import { object, text } from './literals.js';
import { assignment, parameters, PURE } from './syntax.js';
import { fill } from './template.js';

/**
 * What stands in a file by itself is right as it was made, and checking it again is the most that a large domain costs its
 * users' compiler. Where a hook of theirs is called, the check is of their code.
 */
const UNCHECKED = '// @ts-nocheck -- right as generated: your compiler need not check it again';

export function objectFile(input: EmitInput, model: ObjectModel): EmittedFile {
  const plan = planOf(input.model, model, input.settings);
  // What the functions need is declared at the head, so they are written first.
  const parts = {
    slots: statements(slots(plan), 1),
    accessors: statements(
      [...accessors(plan), ...iteration(plan), ...methodMembers(plan), ...storedMembers(plan)],
      1,
    ),
    data: separated([...dataTypes(plan), ...tableTypes(plan)]),
    description: members(descriptionProperties(plan), 1),
    lower: statements(lower(plan), 2),
    encode: members(encodeProperties(plan), 3),
    decode: method('decode', decodeBody(plan), ['d', 'v', 'at']),
    cross: method('cross', crossStatements(plan), ['d', 'from', 'to', 'x']),
  };
  childClasses(plan);
  const names = {
    Class: model.typescriptName,
    variable: variableOf(model),
    version: formatVersion(model.version),
    source: model.source.file,
  };
  const text = fill(template(input, 'object.ts'), names, {
    ...parts,
    checked: plan.hooks.length === 0 ? UNCHECKED : '',
    imports: statements(imports(plan, input), 0),
    head: head(plan),
    doc: statements(classDoc(model), 0),
    ...framing(model),
  });
  return { path: `${fileName(model)}.ts`, text: tidy(text) };
}

/** The lines of the frame that may be too long for one with the object's name in them. */
function framing(model: ObjectModel): Record<string, string> {
  const { name, typescriptName } = model;
  const [begin, end] = [`export class ${typescriptName}`, 'extends rt.VersionedObject'];
  const values = `values?: rt.Init<${typescriptName}>`;
  const type = `const type: rt.ObjectType<${typescriptName}>`;
  const version = `v = to.${variableOf(model)}`;
  const made = `new ${typescriptName}()`;
  return {
    class: statements(
      [choice(`${begin} ${end} {`, [begin, indent(hardline, end), hardline, '{'])],
      0,
    ),
    name: statements([assignment('static override readonly objName', text(name))], 1),
    constructor: statements([['constructor', parameters([values]), ' {']], 1),
    create: statements([['create: () =>', group(indent(line, made)), ',']], 1),
    encoder: statements([['encode', parameters(['o', 'to: Target', version]), ' {']], 1),
    parts: statements([assignment('type parts', `rt.ObjectTypeParts<${typescriptName}>`)], 0),
    type: statements([assignment(type, `${PURE}rt.objectType(parts)`)], 0),
  };
}

export function template(input: EmitInput, name: string): string {
  const text = input.templates[name];
  if (text === undefined) throw new Error(`the template ${name} is missing`);
  return text;
}

/** Lines that stand by themselves, at a depth of indentation. */
export function statements(docs: readonly Doc[], depth: number): string {
  const indentation = ' '.repeat(depth * 2);
  let text = '';
  for (const doc of docs) {
    const printed = print(doc, depth * 2);
    text += printed === '' ? '\n' : `${indentation}${printed}\n`;
  }
  return text;
}

/** Properties of an object literal, at a depth of indentation. */
export function members(docs: readonly Doc[], depth: number): string {
  return statements(
    docs.map((doc) => [doc, ',']),
    depth,
  );
}

/** Declarations with a free line between. */
export function separated(docs: readonly Doc[]): string {
  return docs.map((doc) => `${print(doc)}\n\n`).join('');
}

/** Never two empty lines, and none where a block begins or ends. */
export function tidy(text: string): string {
  return text
    .replace(/\n{3,}/g, '\n\n')
    .replace(/\{\n\n/g, '{\n')
    .replace(/\{\n\s*\}/g, '{}')
    .replace(/\n\n(\s*\})/g, '\n$1');
}

function head(plan: ObjectPlan): string {
  return plan.head.docs.length === 0 ? '' : `${statements(plan.head.docs, 0)}\n`;
}

function classDoc(model: ObjectModel): Doc[] {
  const lines = model.doc === undefined ? [] : model.doc.trim().split('\n');
  if (model.stability === 'experimental') lines.push('@experimental');
  return lines.length === 0 ? [] : [comment(lines)];
}

function lower(plan: ObjectPlan): Doc[] {
  if (plan.encodesFrom <= plan.base) return [];
  return [`if (v < ${plan.encodesFrom}) return rt.lower(o, v, to);`];
}

function decodeBody(plan: ObjectPlan): Doc[] {
  const body = decodeStatements(plan);
  const made = `const o = new ${plan.object.typescriptName}();`;
  return body.length === 0 ? [made, 'return o;'] : [made, 'let x: unknown;', ...body, 'return o;'];
}

const TEXTS = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g;

/** A method whose parameters are all used, or marked as not. */
function method(name: string, body: readonly Doc[], parameters: readonly string[]): string {
  const code = statements(body, 2);
  // A field or a text may be called like a parameter: `"v"`, `o.$v` and `v:` are not the parameter's use.
  const names = code.replace(TEXTS, '""');
  const used = parameters.map((parameter) =>
    new RegExp(`(?<![$.\\w])${parameter}\\b(?!:)`).test(names),
  );
  const last = used.lastIndexOf(true);
  const list = parameters.slice(0, last + 1).map((p, i) => (used[i] === true ? p : `_${p}`));
  return `  ${name}(${list.join(', ')}) {\n${code}  },\n`;
}

/** A list object hands out its elements. */
function iteration(plan: ObjectPlan): Doc[] {
  if (!plan.object.isList) return [];
  const field = plan.object.shape.fields.get('objects');
  if (field?.type.kind !== 'list' || field.type.element.kind !== 'object') return [];
  const element = plan.head.classOf(field.type.element.object.key);
  return [
    [
      `[Symbol.iterator](): IterableIterator<${element}> {`,
      [hardline, '  return this.objects[Symbol.iterator]();', hardline, '}', hardline],
    ],
  ];
}

function imports(plan: ObjectPlan, input: EmitInput): Doc[] {
  const { settings } = input;
  const end = extension(settings);
  const own = plan.object.typescriptName;
  const classes = [...plan.head.classes].filter(([name]) => name !== own);
  const files = new Map<string, string[]>();
  const add = (file: string, name: string): void => {
    files.set(file, [...(files.get(file) ?? []), name]);
  };
  for (const [name, key] of plan.head.enums) add(enumFileName(input.model, key), name);
  for (const [name, key] of classes) {
    const child = input.model.objects.get(key);
    if (child !== undefined) add(fileName(child), name);
  }
  const shared = sharedVersions(input.model, plan.object);
  if (shared !== undefined) {
    const names = shared.versions.map((version) => dataName(input.model, plan.object, version));
    const used = names.filter((name) => hookTypes(plan).includes(name));
    for (const name of used) add(fileName(shared.successor), `type ${name}`);
  }
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    `import * as rt from "${settings.runtimeModule}";`,
    ...hooksImport(plan, settings),
    ...sorted.map(([file, names]) => importOf(names.sort(), `./${file}${end}`)),
    `import { type Target, targetOf, wire } from "./wire${end}";`,
  ];
}

/** `import { a, type B } from "./file";` */
export function importOf(names: readonly string[], file: string): Doc {
  // One name alone is never put on a line of its own.
  const isOfTypes = names.every((name) => name.startsWith('type '));
  const [begin, listed] = isOfTypes
    ? ['import type ', names.map((name) => name.slice('type '.length))]
    : ['import ', names];
  const [only, second] = listed;
  const list = second === undefined ? `{ ${only ?? ''} }` : object(listed);
  return [begin, list, ` from "${file}";`];
}

function hooksImport(plan: ObjectPlan, settings: EmitSettings): Doc[] {
  if (plan.hooks.length === 0) return [];
  const file = `${settings.hooksFolder}/${fileName(plan.object)}${extension(settings)}`;
  return [`import * as hooks from "${file}";`];
}

export function enumFileName(model: Model, key: string): string {
  const name = model.enums.get(key)?.typescriptName;
  if (name === undefined) throw new Error(`no enum has the key ${key}`);
  return kebabCase(name);
}
