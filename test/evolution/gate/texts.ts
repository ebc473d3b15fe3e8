// Small schemas for the stories of the gate.

import type { SourceFile } from '../../../src/load/index.js';

/** A file by the name of what it declares. */
export function file(name: string, text: string): SourceFile {
  return { path: `schemas/${name}.yaml`, text: `${text.trim()}\n` };
}

/** An object with a version, fields and a history, each line as it stands in the file. */
export function object(
  name: string,
  version: string,
  fields: readonly string[],
  history: readonly string[],
  more = '',
): SourceFile {
  const lines = [
    `object: ${name}`,
    `version: "${version}"`,
    ...(more === '' ? [] : [more]),
    'fields:',
    ...fields.map((field) => `  ${field}`),
    'history:',
    ...history.map((line) => `  ${line}`),
  ];
  return file(name.toLowerCase(), lines.join('\n'));
}

export const FIRST = '"1.0": First version';
