// What TypeScript says of some folders of this project, with the project's own settings.

import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { checkedText } from './compiler.js';

const ROOT = resolve(import.meta.dirname, '../..');

/** The errors of the files in these folders, as `file:line: message`. */
export function typeErrorsOf(...folders: readonly string[]): readonly string[] {
  const files = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(ROOT, folder, name)),
  );
  const config: unknown = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) =>
    ts.sys.readFile(path),
  ).config;
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const host = ts.createCompilerHost(options);
  const plain = { ...host };
  host.readFile = (path) => {
    const text = plain.readFile(path);
    return text === undefined ? undefined : checkedText(text);
  };
  const program = ts.createProgram(files, options, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const message = ts.flattenDiagnosticMessageText(messageText, ' ');
    if (file === undefined) return message;
    const { line } = ts.getLineAndCharacterOfPosition(file, start ?? 0);
    return `${file.fileName.slice(ROOT.length + 1)}:${line + 1}: ${message}`;
  });
}
