// Remotable methods: what callers see of them on the class, and what the runtime is told.

import { propertyName } from '../core/names.js';
import { compareVersions } from '../core/version.js';
import type { FieldShape, MethodShape, ObjectModel } from '../model/index.js';
import { comment } from './class.js';
import { broken, choice, type Doc, hardline, indent, join, line, softline } from './doc.js';
import { array, json, object, property, text } from './literals.js';
import type { ObjectPlan } from './plan.js';
import { call, parameters } from './syntax.js';
import { annotation, generic, keyword, type TypeDoc } from './type-syntax.js';
import { memoryType } from './types.js';

/** A method as it was last, and the ordinals of the versions that have it, both included. */
interface MethodLine {
  readonly method: MethodShape;
  readonly since: number;
  readonly until: number;
}

/** The methods of the newest version, as members of the class. */
export function methodMembers(plan: ObjectPlan): Doc[] {
  return linesOf(plan)
    .filter(({ until }) => until === plan.newest)
    .map(({ method }) => [docOf(method), memberOf(plan, method), hardline]);
}

/** Every method of any version, for the runtime. */
export function methodInfos(plan: ObjectPlan): Doc[] {
  return linesOf(plan).map(({ method, since, until }) => {
    const { name, idempotent, args, returns } = method;
    const result: FieldShape | undefined = returns && resultOf(method, returns);
    return call('rt.method', [
      object([
        property('name', text(name)),
        property('property', text(memberName(plan, method))),
        ...(method.static ? [property('static', 'true')] : []),
        ...(idempotent ? [property('idempotent', 'true')] : []),
        ...(since === plan.base ? [] : [property('since', String(since))]),
        ...(until === plan.newest ? [] : [property('until', String(until))]),
        ...(args.length === 0
          ? []
          : [property('args', array(args.map((arg) => argInfo(plan, arg))))]),
        ...(result === undefined ? [] : [property('returns', codecOf(plan, result))]),
      ]),
    ]);
  });
}

/** An argument, for the runtime. */
export function argInfo(plan: ObjectPlan, arg: FieldShape): Doc {
  return object([
    property('name', text(arg.name)),
    property('codec', codecOf(plan, arg)),
    ...(arg.default === undefined ? [] : [property('default', json(arg.default))]),
  ]);
}

function codecOf(plan: ObjectPlan, field: FieldShape): Doc {
  const codec = plan.head.codecOf(field.type, field);
  return field.sensitive ? call('rt.sensitive', [codec]) : codec;
}

/** A result is written and read as a field of the method's name is. */
function resultOf({ name, source }: MethodShape, type: FieldShape['type']): FieldShape {
  return { name, type, readOnly: false, sensitive: false, limits: {}, source };
}

/** Each method at its latest, in the order of the schema; those removed since come last. */
function linesOf({ object: model, base, newest }: ObjectPlan): readonly MethodLine[] {
  const lines = new Map<string, MethodLine>();
  for (const shape of [...model.shapes].reverse()) {
    const at = base + ordinalOf(model, shape.version);
    for (const method of shape.methods.values()) {
      const known = lines.get(method.name);
      lines.set(
        method.name,
        known === undefined ? { method, since: at, until: at } : { ...known, since: at },
      );
    }
  }
  const all = [...lines.values()];
  return [
    ...all.filter(({ until }) => until === newest),
    ...all.filter(({ until }) => until !== newest),
  ];
}

function ordinalOf(model: ObjectModel, version: ObjectModel['version']): number {
  return model.versions.findIndex((known) => compareVersions(known, version) === 0);
}

/** A method as a member of the class. */
export function memberOf(plan: ObjectPlan, method: MethodShape): Doc {
  const { args } = method;
  const names = argNames(plan, args);
  // What comes before one that has to be given has to be given as well.
  const lastNeeded = args.findLastIndex((arg) => arg.default === undefined);
  const params = args.map((arg, i): Doc => {
    const types = memoryType(plan.head.namesFor(arg), arg.type);
    if (arg.default === undefined) return [`${names[i] ?? ''}:`, annotation(types)];
    if (i > lastNeeded) return [`${names[i] ?? ''}?:`, annotation(types)];
    return [`${names[i] ?? ''}:`, annotation([...types, keyword('undefined')])];
  });
  const { returns } = method;
  const result =
    returns === undefined
      ? [keyword('void')]
      : memoryType(plan.head.namesFor(resultOf(method, returns)), returns);
  return callerOf(plan, method, params, array(names), result);
}

/** The member that calls a method with what it is given. */
export function callerOf(
  plan: ObjectPlan,
  method: MethodShape,
  params: readonly Doc[],
  given: Doc,
  result: readonly TypeDoc[],
): Doc {
  const name = memberName(plan, method);
  const promise = [': ', generic('Promise', [result]).doc, ' {'];
  const [before, all, body] = method.static
    ? [
        `static ${name}`,
        ['context: rt.Context', ...params],
        call('rt.callStatic', ['type', 'context', text(method.name), given]),
      ]
    : [name, params, call('rt.callOn', ['this', text(method.name), given])];
  const head = choice(
    [before, parameters(all), ...promise],
    // Parameters open before what is promised does.
    [before, all.length === 0 ? '()' : openParameters(all), ...promise],
  );
  return [head, indent(hardline, 'return ', body, ';'), hardline, '}'];
}

function openParameters(all: readonly Doc[]): Doc {
  return broken('(', indent(softline, ...join([',', line], all), ','), softline, ')');
}

/** What it is called in TypeScript. */
export function memberName({ settings }: ObjectPlan, method: MethodShape): string {
  const name = propertyName(method.name, settings.propertyNames);
  return method.static && OF_EVERY_CLASS.has(name) ? `${name}_` : name;
}

/** What every class has as a function. */
const OF_EVERY_CLASS: ReadonlySet<string> = new Set(['name', 'length', 'caller', 'arguments']);

/** Parameters may not be called as the language calls its own, nor as the body calls what it uses. */
function argNames({ settings }: ObjectPlan, args: readonly FieldShape[]): readonly string[] {
  return args.map(({ name }) => {
    const wanted = propertyName(name, settings.propertyNames);
    return RESERVED.has(wanted) ? `${wanted}_` : wanted;
  });
}

const RESERVED: ReadonlySet<string> = new Set(
  `arguments await break case catch class const context continue debugger default delete do else enum eval
  export extends false finally for function if implements import in instanceof interface let new null package
  private protected public return rt static super switch this throw true try type typeof undefined var void
  while with yield`.split(/\s+/),
);

/** Its documentation, and a line break behind it. */
export function docOf(method: MethodShape): Doc {
  const lines = method.doc === undefined ? [] : method.doc.trim().split('\n');
  for (const { name, doc } of method.args) {
    if (doc !== undefined)
      lines.push(`@param ${propertyName(name, 'camelCase')} ${doc.trim().split('\n').join(' ')}`);
  }
  return lines.length === 0 ? '' : [comment(lines.map((line) => line.trimEnd())), hardline];
}
