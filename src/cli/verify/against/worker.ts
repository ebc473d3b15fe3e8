// A process of its own for one side's generated code and the runtime that it imports. It may be of any age, so
// that only what every version has is used: the registry, and `objToPrimitive`.

import { createInterface } from 'node:readline';
import type { Answer, Asked, Line, Question, Start } from './protocol.js';

/** What is used of generated code. */
interface AnyRegistry {
  manifest(): Readonly<Record<string, string>>;
  decode(primitive: unknown, options: object): AnyObject;
  backport(primitive: unknown, goal: object, options: object): { readonly primitive: unknown };
  upgrade(primitive: unknown, options: object): { readonly primitive: unknown };
}

interface AnyObject {
  objToPrimitive(options: object): unknown;
}

/** What of the registry each question needs. */
const NEEDED = {
  write: 'decode',
  edit: 'decode',
  backport: 'backport',
  upgrade: 'upgrade',
} as const satisfies Partial<Record<Asked, keyof AnyRegistry>>;

const { index, unknown } = startOf(process.argv[2] ?? '');
const reading = { unknown };
const registry = registryOf(await import(index));

for await (const line of createInterface({ input: process.stdin })) {
  const { id, said } = lineOf(line);
  const answer: Line<Answer> = { id, said: answerTo(said) };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

function answerTo(question: Question): Answer {
  try {
    if (question.ask === 'hello') {
      return { kind: 'hello', manifest: registry.manifest(), lacks: lacking() };
    }
    const primitive = made(question);
    if (!isJson(primitive)) return { kind: 'crash', message: 'it gave nothing' };
    return { kind: 'value', primitive };
  } catch (error) {
    return failed(error);
  }
}

function made(question: Exclude<Question, { ask: 'hello' }>): unknown {
  const { primitive } = question;
  switch (question.ask) {
    case 'write': {
      const { manifest } = question;
      const options = manifest === undefined ? {} : { manifest };
      return registry.decode(primitive, reading).objToPrimitive(options);
    }
    case 'backport':
      return registry.backport(primitive, question.goal, reading).primitive;
    case 'upgrade':
      return registry.upgrade(primitive, reading).primitive;
    case 'edit': {
      const object = registry.decode(primitive, reading);
      const donor = registry.decode(question.donor, reading);
      for (const name of question.properties) {
        if (!(name in object)) throw new Error(`it has no property ${name}`);
        Reflect.set(object, name, Reflect.get(donor, name));
      }
      return object.objToPrimitive({});
    }
  }
}

function lacking(): readonly Asked[] {
  const asked = ['write', 'edit', 'backport', 'upgrade'] as const;
  return asked.filter((one) => typeof Reflect.get(registry, NEEDED[one]) !== 'function');
}

/** By the code that errors of every version bear: this process does not know their classes. */
function failed(error: unknown): Answer {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') {
    const name = error instanceof Error ? `${error.name}: ` : '';
    return { kind: 'crash', message: name + message };
  }
  const { code } = error;
  if (code !== 'backport-refused' && code !== 'upgrade-refused') {
    return { kind: 'error', code, message };
  }
  const path = 'path' in error && typeof error.path === 'string' ? error.path : '';
  return { kind: 'refused', path, why: message };
}

function isJson(value: unknown): value is Extract<Answer, { kind: 'value' }>['primitive'] {
  return value !== undefined;
}

function registryOf(module: unknown): AnyRegistry {
  const found: unknown =
    typeof module === 'object' && module !== null ? Reflect.get(module, 'registry') : undefined;
  if (!isRegistry(found))
    throw new Error('the generated index exports no registry with a manifest');
  return found;
}

function isRegistry(value: unknown): value is AnyRegistry {
  return (
    typeof value === 'object' &&
    value !== null &&
    'manifest' in value &&
    typeof value.manifest === 'function'
  );
}

/** What comes from the program that started this process, which is of the same build. */
function startOf(text: string): Start {
  return JSON.parse(text) as Start;
}

function lineOf(text: string): Line<Question> {
  return JSON.parse(text) as Line<Question>;
}
